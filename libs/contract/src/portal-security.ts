import { z } from 'zod';
import { idSchema, instant, line } from './shared.ts';

const password = z.string().min(1).max(200);

/** POST /api/portal/email-changes. The current password is asked for; so it is below. */
export const changeEmailRequest = z
  .strictObject({ email: z.string().trim().min(1).max(320), password })
  .meta({ id: 'PortalEmailChange' });
export type ChangeEmailRequest = z.infer<typeof changeEmailRequest>;

/** POST /api/portal/phone-links: in any notation of the shop's countries, or with its own country's code. */
export const changePhoneRequest = z
  .strictObject({ phone: z.string().trim().min(1).max(60), password })
  .meta({ id: 'PortalPhoneLink' });
export type ChangePhoneRequest = z.infer<typeof changePhoneRequest>;

/** POST /api/portal/password-changes: ends every other session. */
export const changePasswordRequest = z
  .strictObject({ current: password, next: password })
  .meta({ id: 'PortalPasswordChange' });
export type ChangePasswordRequest = z.infer<typeof changePasswordRequest>;

/** POST /api/portal/name-changes */
export const changeNameRequest = z
  .strictObject({ firstName: line(100, 0), lastName: line(100, 0) })
  .refine(({ firstName, lastName }) => firstName + lastName !== '', {
    error: 'Type a name.',
    path: ['firstName'],
  })
  .meta({ id: 'PortalNameChange' });
export type ChangeNameRequest = z.infer<typeof changeNameRequest>;

/** A new e-mail or phone that waits, as the customer sees it. */
export const waitingLogin = z.object({
  id: idSchema,
  display: z.string(),
  requestedAt: instant,
  expiresAt: instant,
  /** The reference that the code is typed with; null where none waits for an answer. */
  reference: z.string().nullable(),
  /** Its code was answered, and another account has to agree: `reference` is then null. */
  waitsForAgreement: z.boolean(),
  /** It was confirmed and takes effect then. */
  heldUntil: instant.nullable(),
  /** The customer asked for it here, and may cancel it or have its code sent again. */
  own: z.boolean(),
});
export type WaitingLogin = z.infer<typeof waitingLogin>;

/** GET /api/portal/security: what a customer signs in with. */
export const portalSecurity = z
  .object({
    firstName: z.string(),
    lastName: z.string(),
    /** The first of each kind; an account that others were merged into has more. */
    email: z.string().nullable(),
    phone: z.string().nullable(),
    username: z.string().nullable(),
    otherEmails: z.array(z.string()),
    otherPhones: z.array(z.string()),
    otherUsernames: z.array(z.string()),
    passwordSetAt: instant.nullable(),
    waitingEmail: waitingLogin.nullable(),
    waitingPhone: waitingLogin.nullable(),
    /** The number that the customer's duplicate took from this account; null when there is none. */
    phoneToMoveBack: z.string().nullable(),
  })
  .meta({ id: 'PortalSecurity' });
export type PortalSecurity = z.infer<typeof portalSecurity>;

/** GET /api/portal/sessions, the one that asks first. */
export const portalSessions = z
  .object({
    sessions: z.array(
      z.object({
        id: z.string(),
        current: z.boolean(),
        startedAt: instant,
        lastSeenAt: instant,
        expiresAt: instant,
        /** As the browser calls itself; may be anything. */
        userAgent: z.string(),
      }),
    ),
  })
  .meta({ id: 'PortalSessions' });
export type PortalSessions = z.infer<typeof portalSessions>;

export const sessionParams = z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/) });
