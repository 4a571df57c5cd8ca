import type { ReviewReason, ReviewVerdict } from '@relink/domain';

/** The sample of closed work that supervisors look at again. */
export const reviews = {
  reviews: {
    name: 'Reviews',
    title: 'Review: %{what}',
    which: 'Which reviews',
    open: 'To look at',
    marked: 'Marked',
    none: 'Nothing waits to be looked at. Each day a sample of the day before is drawn.',
    noneMarked: 'Nothing was marked yet.',
    look: 'Look at it',
    back: 'To the reviews',
    day: 'Day',
    of: 'Work of',
    why: 'Why it was drawn',
    case: 'Case',
    outcome: 'Outcome',
    merge: 'Merge',
    toMerge: 'Look at the merge',
    account: 'Account',
    toAccount: 'Open account page',
    noCase: 'The lockout came of no case.',
    mark: 'Mark it',
    markAs: 'Mark as %{verdict}',
    markText: {
      fine: 'Nothing to say. A note is not needed.',
      coach: 'Say what to talk about with who did it.',
      incident: 'Say what happened. The events of the case are kept in the audit log.',
    } satisfies Record<ReviewVerdict, string>,
    note: 'Note',
    markedBy: '%{verdict}, marked by %{name}',
    follow: 'The events of the case',
    reasons: {
      random: 'A closed case, drawn by chance',
      'merge-unapproved': 'A merge that nobody else approved',
      'lockout-lifted': 'A lockout that was lifted',
    } satisfies Record<ReviewReason, string>,
    verdicts: { fine: 'Fine', coach: 'To coach', incident: 'Incident' } satisfies Record<
      ReviewVerdict,
      string
    >,
    whyNot: {
      'own-review': 'You had a part in this. Another supervisor has to mark it.',
      'review-marked': 'It is marked.',
      'not-permitted': 'Your role may not mark reviews.',
    },
  },
};
