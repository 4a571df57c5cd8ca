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
    /** `pending` until its holder confirms it; `effective` where a code to that address was already answered. */
    state: z.enum(['pending', 'effective']),
    planHash: z.string(),
    expiresAt: instant,
  })
  .meta({ id: 'EmailReassigned' });
export type ReassignEmailResponse = z.infer<typeof reassignEmailResponse>;

export const cancelChangeRequest = z.strictObject({ reason: line(500) }).meta({ id: 'ChangeCancelled' });
