import { type AccountFacts, nothingAtStake } from '../accounts/index.ts';
import type { Policy } from '../policy/policy.ts';
import { assuranceOf, compareAssurance } from './assurance.ts';
import type { EvidenceFacts } from './evidence-facts.ts';
import { liveEvidence } from './live-evidence.ts';

/**
 * Whether a caller has proven an account in a case: it is at least `verified`, or there is nothing at stake on it and one
 * of its contacts that may get a code was answered from. Source: DESIGN, Evidence policy.
 */
export function isProven(
  account: AccountFacts,
  evidence: EvidenceFacts,
  resetAt: string | null,
  now: Date,
  policy: Policy,
): boolean {
  const { level } = assuranceOf(account.id, evidence, resetAt, now, policy);
  if (compareAssurance(level, 'verified') >= 0) return true;
  const { possessions } = liveEvidence(account.id, evidence, resetAt, now, policy);
  return nothingAtStake(account) && possessions.some(({ needsLastOrder }) => !needsLastOrder);
}
