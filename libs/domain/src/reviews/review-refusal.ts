import { isAgentRole, roleHolds } from '../agents/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { needsNote, type ReviewFacts, type ReviewVerdict } from './review.ts';

/** Who marks a review, and how; null where it is asked whether they may at all. */
export type ReviewMark = {
  readonly review: ReviewFacts;
  readonly agent: { readonly id: string; readonly role: string };
  readonly mark: { readonly verdict: ReviewVerdict; readonly note: string } | null;
};

/**
 * Why somebody may not mark a review; null when they may. It is marked once, by somebody who had no part in what it is
 * about. Refusals: not-permitted, own-review, review-marked, invalid-input.
 */
export function reviewRefusal({ review, agent, mark }: ReviewMark): Refusal | null {
  if (!isAgentRole(agent.role) || !roleHolds(agent.role, 'reviews.mark')) return refuse('not-permitted');
  if (review.about.includes(agent.id)) return refuse('own-review');
  if (review.verdict !== null) return refuse('review-marked');
  if (mark && needsNote(mark.verdict) && mark.note.trim() === '')
    return { code: 'invalid-input', errors: { note: 'Say what was found.' } };
  return null;
}
