/** Why something is looked at again: drawn by chance, two accounts merged without a second person, a lockout that was lifted. */
export const REVIEW_REASONS = ['random', 'merge-unapproved', 'lockout-lifted'] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** What a supervisor makes of it: nothing to say, something to talk about with who did it, or something that must be followed. */
export const REVIEW_VERDICTS = ['fine', 'coach', 'incident'] as const;
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];

/** What the rules need to know of a review. */
export type ReviewFacts = {
  /** Everybody who had a part in what it is about. */
  readonly about: readonly string[];
  readonly verdict: ReviewVerdict | null;
};

/** Whether a verdict says nothing without a note. */
export function needsNote(verdict: ReviewVerdict): boolean {
  return verdict !== 'fine';
}
