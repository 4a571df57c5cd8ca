import { instantOf, minutes } from '../policy/instants.ts';
import type { AssuranceRule, Policy } from '../policy/policy.ts';
import { ASSURANCES, type Assurance } from './evidence.ts';
import type { EvidenceFacts } from './evidence-facts.ts';
import { type LiveEvidence, liveEvidence, upTo, whenOf } from './live-evidence.ts';

/** What keeps the evidence below `verified`. */
export const ASSURANCE_GAPS = ['knowledge-round', 'possession', 'second-possession', 'last-order'] as const;
export type AssuranceGap = (typeof ASSURANCE_GAPS)[number];

export type AssuranceNow = {
  readonly level: Assurance;
  /** When the evidence first added up to this level; null at `none`. */
  readonly since: string | null;
  /** When everything gathered fades; null when there is no live evidence at all. */
  readonly fadesAt: string | null;
  /** What is lacking for `verified`; empty from there on. */
  readonly missing: readonly AssuranceGap[];
};

/** Orders assurances: negative when `left` is the lower. */
export function compareAssurance(left: Assurance, right: Assurance): number {
  return ASSURANCES.indexOf(left) - ASSURANCES.indexOf(right);
}

/**
 * What the evidence of a case adds up to for one account, now. Only evidence about that account counts, only
 * from after `resetAt` (the last hand-over or reopening), and only as long as no two pieces, nor the last one and
 * now, lie further apart than the policy lets evidence live: what has faded is gone, later evidence does not
 * bring it back. A round that was not enough counts for nothing. Source: DESIGN, Evidence policy.
 */
export function assuranceOf(
  accountId: string,
  evidence: EvidenceFacts,
  resetAt: string | null,
  now: Date,
  policy: Policy,
): AssuranceNow {
  const live = liveEvidence(accountId, evidence, resetAt, now, policy);
  const instants = whenOf(live);
  const last = instants.at(-1);
  const level = levelOf(live, policy);
  const since = instants.find((instant) => levelOf(upTo(live, instant), policy) === level);
  return {
    level,
    since: level === 'none' || since === undefined ? null : instantOf(since),
    fadesAt: last === undefined ? null : instantOf(last + minutes(policy.numbers.evidence.fadesAfterMinutes)),
    missing: compareAssurance(level, 'verified') >= 0 ? [] : gapsBelowVerified(live, policy),
  };
}

/**
 * Whether a document is all that stands beside the caller's knowledge: `identified`, and a confirmed document that is as
 * fresh as the rest. It verifies nobody, and opens asking for an approval. A policy that knows no `identified` knows this
 * neither. Source: DESIGN, Evidence policy.
 */
export function restsOnDocument(
  accountId: string,
  evidence: EvidenceFacts,
  resetAt: string | null,
  now: Date,
  policy: Policy,
): boolean {
  const live = liveEvidence(accountId, evidence, resetAt, now, policy);
  return live.documents.length > 0 && levelOf(live, policy) === 'identified';
}

function levelOf(live: LiveEvidence, policy: Policy): Assurance {
  return policy.assurance
    .filter((rule) => gapsOf(rule, live, policy).length === 0)
    .map(({ level }): Assurance => level)
    .reduce((highest, level) => (compareAssurance(level, highest) > 0 ? level : highest), 'none');
}

function gapsBelowVerified(live: LiveEvidence, policy: Policy): readonly AssuranceGap[] {
  const rule = policy.assurance.find(({ level }) => level === 'verified');
  return rule === undefined ? ['possession'] : gapsOf(rule, live, policy).filter(isAssuranceGap);
}

function gapsOf(rule: AssuranceRule, live: LiveEvidence, policy: Policy): (AssuranceGap | 'document')[] {
  const enoughRounds = live.rounds.filter(
    ({ kinds }) => new Set(kinds).size >= policy.numbers.evidence.minimumKinds,
  );
  const holdsLastOrder = enoughRounds.some(({ kinds }) => kinds.includes('last_order'));
  const possessions = live.possessions.filter(({ needsLastOrder }) => !needsLastOrder || holdsLastOrder);
  const methods = new Set(possessions.map(({ method }) => method));
  const waitsForLastOrder = possessions.length < live.possessions.length;
  const smsAlone = rule.smsAloneNeedsLastOrder && methods.size === 1 && methods.has('sms');
  const gaps: (AssuranceGap | 'document')[] = [];

  if (rule.round && enoughRounds.length === 0) gaps.push('knowledge-round');
  const lackingMethods = rule.possessions - methods.size;
  if (lackingMethods > 0 && !waitsForLastOrder) {
    gaps.push(methods.size === 0 ? 'possession' : 'second-possession');
  }
  if ((lackingMethods > 0 && waitsForLastOrder) || (smsAlone && !holdsLastOrder)) gaps.push('last-order');
  if (rule.document && live.documents.length === 0) gaps.push('document');
  return gaps;
}

function isAssuranceGap(gap: AssuranceGap | 'document'): gap is AssuranceGap {
  return gap !== 'document';
}
