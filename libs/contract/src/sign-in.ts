import { AGENT_ROLES, FACTOR_KINDS, PERMISSIONS, PROOFS, SESSION_STANDINGS } from '@relink/domain';
import { z } from 'zod';
import { idSchema, instant, line } from './shared.ts';

export const signInRequest = z.strictObject({
  username: z.string().min(1).max(200),
  password: z.string().min(1).max(200),
});
export type SignInRequest = z.infer<typeof signInRequest>;

/** The person signed in, and what their role may do. */
export const meResponse = z
  .object({
    id: idSchema,
    username: z.string(),
    name: z.string(),
    role: z.enum(AGENT_ROLES),
    permissions: z.array(z.enum(PERMISSIONS)),
    sessionExpiresAt: instant,
    /** What the session is good for: `half` and `enrolling` may only give or enrol a second factor. */
    standing: z.enum(SESSION_STANDINGS),
    /** Two admins removed the agent's factors: enrolling asks for the recovery code, of which each of them has a half. */
    recovering: z.boolean(),
    /** Which kinds of second factor the agent has. */
    factors: z.array(z.enum(FACTOR_KINDS)),
    /**
     * By what the agent can prove themselves again before a change: their factors; the password where they have none; null
     * where they have neither, so that they have to sign in again and enrol a factor then.
     */
    stepUpBy: z.enum(['factor', 'password']).nullable(),
    /** The role asks for a second factor, but this is one of the demo's own sign-ins. */
    factorUrged: z.boolean(),
    /** True only where the development inbox exists. */
    development: z.boolean(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meResponse>;

/** Six digits of an authenticator app, however they were typed or pasted: spaces and dashes are dropped. */
const appCode = z
  .string()
  .max(40)
  .transform((text) => text.normalize('NFKC').replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Type the 6 digits of the app.'));

const base64url = z.string().regex(/^[A-Za-z0-9_-]{1,8192}$/);
const attachment = z.enum(['cross-platform', 'platform']).optional();
const transports = z.array(z.string().max(30)).max(10);

/** What `navigator.credentials.get` answered, as JSON. Source: WebAuthn Level 3, AuthenticationResponseJSON. */
export const passkeyAnswer = z
  .object({
    id: base64url,
    rawId: base64url,
    type: z.literal('public-key'),
    authenticatorAttachment: attachment,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: base64url.optional(),
    }),
    clientExtensionResults: z.looseObject({}),
  })
  .meta({ id: 'PasskeyAnswer' });
export type PasskeyAnswer = z.infer<typeof passkeyAnswer>;

/** What `navigator.credentials.create` answered, as JSON. Source: WebAuthn Level 3, RegistrationResponseJSON. */
export const newPasskey = z
  .object({
    id: base64url,
    rawId: base64url,
    type: z.literal('public-key'),
    authenticatorAttachment: attachment,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: transports.optional(),
    }),
    clientExtensionResults: z.looseObject({}),
  })
  .meta({ id: 'NewPasskey' });
export type NewPasskey = z.infer<typeof newPasskey>;

const givenTotp = z.strictObject({ kind: z.literal('totp'), code: appCode });
const givenPasskey = z.strictObject({ kind: z.literal('passkey'), answer: passkeyAnswer });
const givenPassword = z.strictObject({ kind: z.literal('password'), password: z.string().min(1).max(200) });

/** POST /api/sign-in/factor: a second factor, which makes a half session whole. */
export const giveFactorRequest = z
  .discriminatedUnion('kind', [givenTotp, givenPasskey])
  .meta({ id: 'Factor' });
export type GiveFactorRequest = z.infer<typeof giveFactorRequest>;

/** POST /api/step-up: a factor once more; the password for those without one. */
export const stepUpRequest = z
  .discriminatedUnion('kind', [givenTotp, givenPasskey, givenPassword])
  .meta({ id: 'StepUp' });
export type StepUpRequest = z.infer<typeof stepUpRequest>;

/** POST /api/passkey-challenges: the options of `navigator.credentials.get`, as JSON (WebAuthn Level 3). */
export const passkeyRequestOptions = z.looseObject({ challenge: base64url }).meta({ id: 'PasskeyRequest' });
export type PasskeyRequestOptions = z.infer<typeof passkeyRequestOptions>;

/** The options of `navigator.credentials.create`, as JSON (WebAuthn Level 3). */
export const passkeyCreationOptions = z.looseObject({ challenge: base64url }).meta({ id: 'PasskeyCreation' });
export type PasskeyCreationOptions = z.infer<typeof passkeyCreationOptions>;

/** GET /api/my-factors: one of the agent's second factors. */
export const factorView = z
  .object({
    id: idSchema,
    kind: z.enum(FACTOR_KINDS),
    name: z.string(),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
    /** After too many wrong codes: none of it is taken any more. */
    locked: z.boolean(),
  })
  .meta({ id: 'AgentFactor' });
export type FactorView = z.infer<typeof factorView>;

/** POST /api/my-factors/totp-secret: what the authenticator app is told, for five minutes, until a code of it comes back. */
export const totpSecretView = z
  .object({ secret: z.string(), uri: z.string(), expiresAt: instant })
  .meta({ id: 'TotpSecret' });
export type TotpSecretView = z.infer<typeof totpSecretView>;

/** Both halves of the code after a recovery, in any order. */
const recoveryCode = z.string().max(100).optional();

export const enrolTotpRequest = z
  .strictObject({ name: line(60), code: appCode, recoveryCode })
  .meta({ id: 'TotpEnrolment' });
export type EnrolTotpRequest = z.infer<typeof enrolTotpRequest>;

export const enrolPasskeyRequest = z
  .strictObject({ name: line(60), passkey: newPasskey, recoveryCode })
  .meta({ id: 'PasskeyEnrolment' });
export type EnrolPasskeyRequest = z.infer<typeof enrolPasskeyRequest>;

/** GET /api/my-sessions, GET /api/agents/:id/sessions: where somebody is signed in. */
export const agentSessionView = z
  .object({
    id: idSchema,
    /** The network it came from: an IPv4 address, or the first 64 bits of an IPv6 one. */
    network: z.string().nullable(),
    userAgent: z.string(),
    standing: z.enum(SESSION_STANDINGS),
    provenBy: z.enum(PROOFS),
    provenAt: instant,
    createdAt: instant,
    lastSeenAt: instant,
    expiresAt: instant,
    current: z.boolean(),
  })
  .meta({ id: 'AgentSession' });
export type AgentSessionView = z.infer<typeof agentSessionView>;

export const agentSessionParams = z.strictObject({ id: idSchema, sessionId: idSchema });

/** GET /api/sign-in/ways: how agents can sign in at this desk. The company's way begins at /api/sign-in/company. */
export const signInWaysResponse = z
  .object({ passwords: z.boolean(), company: z.boolean() })
  .meta({ id: 'SignInWays' });
export type SignInWays = z.infer<typeof signInWaysResponse>;
