import { days, epoch, hours } from '../policy/instants.ts';
import type { PolicyNumbers } from '../policy/policy.ts';
import type { IdentityDocument } from './document.ts';

/** How long pictures are kept. */
export type PictureNumbers = Pick<PolicyNumbers, 'document'>;

/** The latest instants of which pictures have served: decided then or before, or received then and never decided. */
export type PictureCutoffs = { readonly decidedAt: Date; readonly receivedAt: Date };

/**
 * What the numbers come to now, for who looks for pictures to delete: those that were decided at `decidedAt` or before, and
 * those undecided that came at `receivedAt` or before, or whose case was closed. A legal hold keeps all of them.
 */
export function pictureCutoffs(now: Date, { document }: PictureNumbers): PictureCutoffs {
  const { deletedAfterHours, undecidedDays } = document;
  return {
    decidedAt: new Date(now.getTime() - hours(deletedAfterHours)),
    receivedAt: new Date(now.getTime() - days(undecidedDays)),
  };
}

/**
 * When pictures have served, by what the customer was promised: at once where nobody decides any more (lapsed, or the case
 * was closed before it was decided), so long after the decision, or so long after they came. Null where there are none, or
 * a legal hold keeps them. An instant that cannot be read has passed.
 */
export function picturesServeUntil(
  { state, caseOpen, receivedAt, endedAt, deletedAt, held }: IdentityDocument,
  now: Date,
  { document: { deletedAfterHours, undecidedDays } }: PictureNumbers,
): Date | null {
  if (receivedAt === null || deletedAt !== null || held) return null;
  if (state === 'lapsed' || (endedAt === null && !caseOpen)) return now;
  const until =
    endedAt === null ? epoch(receivedAt) + days(undecidedDays) : epoch(endedAt) + hours(deletedAfterHours);
  return Number.isNaN(until) ? now : new Date(until);
}

/** Whether pictures that came serve nobody any more: they are promised to be gone by then. */
export function hasServed(document: IdentityDocument, now: Date, numbers: PictureNumbers): boolean {
  const until = picturesServeUntil(document, now, numbers);
  return until !== null && until <= now;
}
