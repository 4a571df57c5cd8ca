import { editDistance } from '../verification/index.ts';
import type { LevelOf } from './comparison.ts';
import type { MatchEmail, MatchPhone, MatchRecord } from './match-record.ts';

/** A local part shorter than this is too common to say anything when it comes at another host. */
const LEAST_LOCAL = 6;

/** The best agreement between any two of their mailboxes. */
export function compareMailboxes(
  a: readonly MatchEmail[],
  b: readonly MatchEmail[],
): LevelOf<'mailbox'> | null {
  if (a.length === 0 || b.length === 0) return null;
  let best: LevelOf<'mailbox'> = 'different';
  for (const mine of a)
    for (const theirs of b) {
      if (mine.alias === theirs.alias) return 'same';
      if (best === 'similar' || !areSimilar(mine.local, theirs.local)) continue;
      best = saysLittle(mine, theirs) ? 'name-like' : 'similar';
    }
  return best;
}

/** What shops and people number: others have the like. */
const NUMBERED: ReadonlySet<string> = new Set(
  'account buyer client customer email guest kunde kund member my mymail post test user webmail'.split(' '),
);

/**
 * Whether others have such local parts: they are made of the name, which agreed already; of a common word and a number;
 * or one has a number more (tealover, tealover14), as somebody has whose mailbox was taken.
 */
function saysLittle(a: MatchEmail, b: MatchEmail): boolean {
  if (a.nameLike || b.nameLike) return true;
  const [mine, theirs] = [a.local, b.local].map((local) => local.replace(/\d/g, ''));
  return (a.local !== b.local && mine === theirs) || NUMBERED.has(mine ?? '') || NUMBERED.has(theirs ?? '');
}

/** Equal but for the host, one continuing the other (asha92, asha92.shop), or a slip in a long one. */
function areSimilar(a: string, b: string): boolean {
  if (a === b) return a.length >= LEAST_LOCAL;
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  if (shorter.length < LEAST_LOCAL) return false;
  const near =
    longer.startsWith(shorter) ||
    longer.endsWith(shorter) ||
    (shorter.length >= 9 && editDistance(a, b, 1) <= 1);
  return near && !areNumberedApart(a, b);
}

/** Each carries a number and it is another one (desk12, desk14): given out in a row, and no slip. */
function areNumberedApart(a: string, b: string): boolean {
  const [mine, theirs] = [a.replace(/\D/g, ''), b.replace(/\D/g, '')];
  return mine !== '' && theirs !== '' && mine !== theirs;
}

/** Whether they have a number in common. */
export function comparePhones(a: readonly MatchPhone[], b: readonly MatchPhone[]): LevelOf<'phone'> | null {
  if (a.length === 0 || b.length === 0) return null;
  return sharedPhone(a, b) === null ? 'different' : 'same';
}

/** The number they have in common: where each has it. */
export function sharedPhone(
  a: readonly MatchPhone[],
  b: readonly MatchPhone[],
): readonly [MatchPhone, MatchPhone] | null {
  for (const mine of a) for (const theirs of b) if (mine.number === theirs.number) return [mine, theirs];
  return null;
}

type Began = Pick<MatchRecord, 'orderCount' | 'beganAt' | 'hasEmailLogin'>;

/** How the younger account began: empty; or as after a reset, where the older one has nothing to sign in with. */
export function compareBeginnings(a: Began, b: Began): LevelOf<'beginning'> | null {
  const [empty, full] = a.orderCount === 0 ? [a, b] : [b, a];
  if (empty.orderCount > 0) return 'other';
  if (full.orderCount === 0) return null;
  if (empty.beganAt !== null && full.beganAt !== null && empty.beganAt < full.beganAt) return 'other';
  return empty.hasEmailLogin && !full.hasEmailLogin ? 'empty-after-reset' : 'empty';
}

/** Null without a trace: that nothing was taken says nothing. */
export function compareTaking(
  a: Pick<MatchRecord, 'id' | 'takenBy'>,
  b: Pick<MatchRecord, 'id' | 'takenBy'>,
): LevelOf<'taking'> | null {
  return a.takenBy.includes(b.id) || b.takenBy.includes(a.id) ? 'was-theirs' : null;
}
