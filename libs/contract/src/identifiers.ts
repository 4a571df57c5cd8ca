import { HOLD_REASONS } from '@relink/domain';
import { z } from 'zod';
import { idSchema, instant, line } from './shared.ts';

/** What is wrong with an e-mail beyond its length is judged by the domain's normaliseEmail. */
export const reassignEmailRequest = z
  .strictObject({ accountId: idSchema, email: z.string().min(1).max(320) })
  .meta({ id: 'EmailReassignment' });
export type ReassignEmailRequest = z.infer<typeof reassignEmailRequest>;

export const reassignEmailResponse = z
  .object({
    id: idSchema,
    accountId: idSchema,
    identifierId: idSchema,
    /**
     * `pending` until its holder confirms it; `effective` where a code to that address was already answered. The same
     * request sent again later may find it settled by now.
     */
    state: z.enum(['pending', 'held', 'effective', 'cancelled', 'expired', 'reversed']),
    planHash: z.string(),
    expiresAt: instant,
  })
  .meta({ id: 'EmailReassigned' });
export type ReassignEmailResponse = z.infer<typeof reassignEmailResponse>;

/** What may become a login is judged by the domain's readNewPhone. */
export const linkPhoneRequest = z
  .strictObject({ accountId: idSchema, phone: z.string().min(1).max(60) })
  .meta({ id: 'PhoneLink' });
export type LinkPhoneRequest = z.infer<typeof linkPhoneRequest>;

/** A phone is linked once its holder answers a code; where another account has it, that one may have to agree as well. */
export const linkPhoneResponse = reassignEmailResponse.extend({}).meta({ id: 'PhoneLinked' });
export type LinkPhoneResponse = z.infer<typeof linkPhoneResponse>;

/** Names one e-mail reassignment or phone link of a case. */
export const changeParams = z.strictObject({ id: idSchema, changeId: idSchema });
export type ChangeParams = z.infer<typeof changeParams>;

export const cancelChangeRequest = z.strictObject({ reason: line(500) }).meta({ id: 'ChangeCancelled' });
export type CancelChangeRequest = z.infer<typeof cancelChangeRequest>;

/** A new e-mail or phone that waits to be confirmed or was confirmed and is held; `changeId` is what a cancellation names. */
export const pendingLogin = z.object({
  changeId: idSchema,
  /** What its verdicts in allowedActions name. */
  identifierId: idSchema,
  display: z.string(),
  requestedAt: instant,
  expiresAt: instant,
  heldUntil: instant.nullable(),
  /** Why it is held; empty while it is not. */
  holdReasons: z.array(z.enum(HOLD_REASONS)),
});
export type PendingLogin = z.infer<typeof pendingLogin>;
