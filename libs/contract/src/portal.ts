import { z } from 'zod';
import { orderView } from './accounts.ts';
import { instant, typedCode as code } from './shared.ts';

/** The reference printed in the message, in any case, with or without its dash. */
const reference = z.string().trim().min(4).max(40);
const linkToken = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/, 'Open the link from the message again.');
const password = z.string().min(1).max(200);

/** POST /api/portal/codes: a code sent for a case, a move, or a confirmation. */
export const portalCodeRequest = z.strictObject({ reference, code }).meta({ id: 'PortalCode' });
export type PortalCodeRequest = z.infer<typeof portalCodeRequest>;
export const portalCodeResponse = z
  .object({
    accepted: z.literal(true),
    purpose: z.enum(['evidence', 'spoken', 'email-confirmation', 'phone-confirmation', 'identifier-move']),
    /** The new phone signs in to another account too, which was sent a code: it moves once that account agrees. */
    waitsForAgreement: z.boolean(),
    /** Accepted, but it takes effect only then: nobody else could be warned of it. Null where it need not wait. */
    heldUntil: instant.nullable(),
  })
  .meta({ id: 'PortalCodeAccepted' });
export type PortalCodeResponse = z.infer<typeof portalCodeResponse>;

/** POST /api/portal/email-confirmations: by the link's token, which came in the URL's fragment. */
export const confirmEmailRequest = z
  .strictObject({ token: linkToken })
  .meta({ id: 'PortalEmailConfirmation' });
export type ConfirmEmailRequest = z.infer<typeof confirmEmailRequest>;

/** POST /api/portal/forgot-password: any e-mail gets the same answer. */
export const forgotPasswordRequest = z
  .strictObject({ email: z.string().trim().min(3).max(320) })
  .meta({ id: 'PortalForgotPassword' });
export type ForgotPasswordRequest = z.infer<typeof forgotPasswordRequest>;
export const forgotPasswordResponse = z
  .object({ reference: z.string(), expiresAt: instant })
  .meta({ id: 'PortalForgotPasswordAnswer' });
export type ForgotPasswordResponse = z.infer<typeof forgotPasswordResponse>;

/** POST /api/portal/password-resets: with the link's token, or with the reference and the code. */
export const resetPasswordRequest = z
  .union([z.strictObject({ token: linkToken, password }), z.strictObject({ reference, code, password })])
  .meta({ id: 'PortalPasswordReset' });
export type ResetPasswordRequest = z.infer<typeof resetPasswordRequest>;

/** POST /api/portal/password-strength: judged on the server, so that the page stays light. */
export const passwordStrengthRequest = z.strictObject({ password }).meta({ id: 'PortalPassword' });
export const passwordStrengthResponse = z
  .object({
    score: z.int().min(0).max(4),
    enough: z.boolean(),
    advice: z.enum(['longer', 'less-common', 'good']),
  })
  .meta({ id: 'PortalPasswordStrength' });
export type PasswordStrengthResponse = z.infer<typeof passwordStrengthResponse>;

/** POST /api/portal/sign-in: an e-mail, phone or username that is a verified login. */
export const portalSignInRequest = z
  .strictObject({ login: z.string().trim().min(1).max(320), password })
  .meta({ id: 'PortalSignIn' });
export type PortalSignInRequest = z.infer<typeof portalSignInRequest>;

/** GET /api/portal/me */
export const portalMe = z
  .object({
    firstName: z.string(),
    lastName: z.string(),
    language: z.string(),
    logins: z.array(z.string()),
    /** A phone left this account for the customer's duplicate: it can be moved back under Login & security. */
    phoneToMoveBack: z.boolean(),
    /** When a new e-mail or phone was asked for that waits still: a live session is told. Null when nothing waits. */
    changeAskedAt: instant.nullable(),
  })
  .meta({ id: 'PortalMe' });
export type PortalMe = z.infer<typeof portalMe>;

/** GET /api/portal/orders, newest first. */
export const portalOrders = z.object({ orders: z.array(orderView) }).meta({ id: 'PortalOrders' });
export type PortalOrders = z.infer<typeof portalOrders>;
