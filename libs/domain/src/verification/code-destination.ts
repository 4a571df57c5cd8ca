import { type AccountFacts, nothingAtStake } from '../accounts/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import type { IdentifierFacts } from '../identifiers/index.ts';
import { isSinceBeginning, isTenured, takenRecently } from '../identifiers/index.ts';
import type { Policy } from '../policy/policy.ts';
import type { PossessionKind } from './evidence.ts';
import type { CodeMethod } from './evidence-facts.ts';

export type CodeDestination = {
  readonly ok: true;
  readonly proves: PossessionKind;
  readonly method: CodeMethod;
  readonly needsLastOrder: boolean;
};

/**
 * Whether an identifier may get a code that proves its account, and what the right answer then proves.
 * Login and recovery e-mails and phones that are verified, reachable and tenured; and two exceptions: a phone
 * taken not long ago (needsLastOrder), and a fresh contact there since an account with nothing at stake began.
 * Refusals: account-not-active, identifier-not-usable, contact-fresh. Source: DESIGN, Evidence policy.
 */
export function codeDestination(
  identifier: IdentifierFacts,
  account: AccountFacts,
  now: Date,
  policy: Policy,
): CodeDestination | Refusal {
  if (account.status !== 'active') return refuse('account-not-active');
  const channel = channelOf(identifier);
  if (channel === null || identifier.accountId !== account.id || !canReceive(identifier, account)) {
    return refuse('identifier-not-usable');
  }
  if (takenRecently(identifier, now, policy)) return { ok: true, ...channel, needsLastOrder: true };
  if (identifier.state !== 'verified') return refuse('identifier-not-usable');
  const protects =
    isTenured(identifier, now, policy) ||
    (nothingAtStake(account) && isSinceBeginning(identifier, account, policy));
  return protects ? { ok: true, ...channel, needsLastOrder: false } : refuse('contact-fresh');
}

function canReceive(identifier: IdentifierFacts, account: AccountFacts): boolean {
  const lost =
    account.emailReportedLost === true && identifier.kind === 'email' && identifier.use === 'login';
  return identifier.reachable && identifier.undeliverableAt === null && !lost;
}

function channelOf({ kind, use }: IdentifierFacts): { proves: PossessionKind; method: CodeMethod } | null {
  if (use !== 'login' && use !== 'recovery') return null;
  if (kind === 'phone') return { proves: 'linked_phone', method: 'sms' };
  if (kind !== 'email') return null;
  return { proves: use === 'login' ? 'linked_email' : 'recovery_contact', method: 'email' };
}
