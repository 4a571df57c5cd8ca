import { MESSAGE_LANGUAGES } from '@relink/domain';
import { z } from 'zod';
import { line } from './shared.ts';

/** POST /api/portal/call-backs: somebody whose e-mail or number has changed asks to be called. */
export const callBackRequest = z
  .strictObject({
    phone: line(60, 3),
    /** As soon as can be, where there is none. */
    wishedAt: z.iso.datetime({ offset: true }).optional(),
    language: z.enum(MESSAGE_LANGUAGES),
  })
  .meta({ id: 'PortalCallBack' });
export type PortalCallBackRequest = z.infer<typeof callBackRequest>;

/** The same for every number: whether an account has it, or a call is asked for already, is not said. */
export const callBackAnswer = z.object({ accepted: z.literal(true) }).meta({ id: 'PortalCallBackAccepted' });
export type PortalCallBackAnswer = z.infer<typeof callBackAnswer>;
