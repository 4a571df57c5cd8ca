import { z } from 'zod';
import { idSchema, instant } from './shared.ts';

export const sendResetLinkRequest = z
  .strictObject({ accountId: idSchema, identifierId: idSchema })
  .meta({ id: 'NewResetLink' });
export type SendResetLinkRequest = z.infer<typeof sendResetLinkRequest>;

export const endSessionsRequest = z.strictObject({ accountId: idSchema }).meta({ id: 'SessionRevocation' });
export const endSessionsResponse = z.object({ ended: z.int() }).meta({ id: 'SessionsEnded' });

export const sentResponse = z.object({ id: idSchema, expiresAt: instant }).meta({ id: 'Sent' });
export type SentResponse = z.infer<typeof sentResponse>;
