import { ACCOUNT_PROBLEMS } from './account-codes.ts';
import { OVERSIGHT_PROBLEMS } from './oversight-codes.ts';

/**
 * Every stable `code` that a problem+json answer of the API can carry, with its HTTP status and its title.
 * A client may rely on the code; the title may be reworded.
 */
export const PROBLEMS = {
  ...ACCOUNT_PROBLEMS,
  ...OVERSIGHT_PROBLEMS,
  // Asked wrongly
  'malformed-json': { status: 400, title: 'The body is not valid JSON. Send a JSON object.' },
  'invalid-input': { status: 422, title: 'Some fields are not valid. Mend the fields named in errors.' },
  'body-too-large': { status: 413, title: 'The body is too large.' },
  'unsupported-media-type': { status: 415, title: 'Send application/json.' },
  'not-acceptable': { status: 406, title: 'This is a stream of events. Accept text/event-stream.' },
  'idempotency-key-missing': { status: 400, title: 'Send an Idempotency-Key header with each change.' },
  'idempotency-key-reused': {
    status: 422,
    title: 'This Idempotency-Key was used for another request. Use a new one.',
  },
  'request-in-flight': {
    status: 409,
    title: 'The same request is still being carried out. Ask again in a moment.',
  },
  overtaken: {
    status: 409,
    title:
      'Somebody else changed the same thing at this moment. Nothing was changed. Look again, then repeat it.',
  },
  'not-found': { status: 404, title: 'There is nothing here under that name.' },
  'range-too-deep': { status: 400, title: 'That is too far down the list. Narrow the filter.' },
  // Who asks
  'signed-out': { status: 401, title: 'Sign in first.' },
  'wrong-credentials': { status: 401, title: 'The name or the password is not right.' },
  'passwords-off': {
    status: 403,
    title: 'Passwords are switched off at this desk. Sign in with your company account.',
  },
  'sign-in-broken': {
    status: 401,
    title: 'The company sign-in was not finished. Begin it again from the sign-in page.',
  },
  'sign-in-too-old': {
    status: 401,
    title:
      'You signed in at your company too long ago for this. Sign out there, or sign in there anew, and begin again.',
  },
  'sign-in-unreadable': {
    status: 401,
    title: 'Your company account does not say who you are. Ask an admin of the company sign-in.',
  },
  'sign-in-no-role': {
    status: 403,
    title: 'Your company account has no role at this desk. Ask an admin of the company sign-in.',
  },
  'sign-in-name-taken': {
    status: 409,
    title: 'Somebody at this desk has your name already. An admin has to link it to your company account.',
  },
  'too-many-tries': { status: 429, title: 'Too many tries. Wait before trying again.' },
  'too-many-streams': { status: 429, title: 'Too many pages of this desk are open. Close one of them.' },
  'factor-awaited': { status: 403, title: 'Give your second factor first.' },
  'factor-needed': {
    status: 403,
    title: 'Your role needs a second factor. Enrol a passkey or an authenticator app first.',
  },
  'step-up-needed': { status: 403, title: 'Prove again that it is you. Nothing was changed yet.' },
  'factor-not-accepted': {
    status: 422,
    title: 'This was not accepted. Type the newest code, which works once, or use another factor.',
  },
  'factor-locked': {
    status: 403,
    title:
      'Too many wrong codes were given: this authenticator app is locked. Use a passkey, or tell an admin that somebody may know your password.',
  },
  'factor-not-awaited': { status: 409, title: 'No second factor is awaited here. Sign in again.' },
  'passkeys-unavailable': {
    status: 409,
    title: 'Passkeys work at the address of the desk only. Use an authenticator app here.',
  },
  'last-factor': {
    status: 409,
    title: 'This is your last factor, and your role needs one. Enrol another first.',
  },
  'factor-limit-reached': { status: 409, title: 'You have enrolled as many factors as one agent may.' },
  'factor-known-already': { status: 409, title: 'This passkey is enrolled already.' },
  'recovery-pending': { status: 409, title: 'A recovery of this agent’s factors waits already.' },
  'recovery-not-needed': { status: 409, title: 'This agent has no second factor to recover from.' },
  'recovery-decided': { status: 409, title: 'This recovery has been decided or has expired. Ask again.' },
  'new-password-first': {
    status: 409,
    title: 'Somebody who knows this agent’s password guessed codes. Set a new password first.',
  },
  'recovery-code-needed': {
    status: 422,
    title:
      'Your second factors were removed. Type both halves of the recovery code: each of the two admins who did it has one.',
  },
  'own-recovery': {
    status: 403,
    title: 'You asked for this, or it is about you. Another admin has to decide.',
  },
  'let-in-lately': {
    status: 403,
    title:
      'One of you two let the other in within the last 7 days, or one person both of you. Another admin has to decide.',
  },
  'not-permitted': { status: 403, title: 'Your role may not do this.' },
  'cross-site': { status: 403, title: 'This request did not come from this desk.' },
  'case-needed': {
    status: 403,
    title: 'An account page opens only from a case of your own. Open a case and add the account.',
  },
  // Cases
  'not-your-case': { status: 403, title: 'This case belongs to another agent. Ask for a hand-over.' },
  'case-not-taken': { status: 409, title: 'Nobody has taken this case yet. Take it first.' },
  'case-already-taken': { status: 409, title: 'Somebody else has taken this case.' },
  'third-party-caller': {
    status: 409,
    title: 'Somebody else is calling for the account holder. Nothing can be done until the holder calls.',
  },
  'holder-died': {
    status: 409,
    title: 'The account holder has died. A supervisor handles the account with the papers of the estate.',
  },
  'private-contact': {
    status: 403,
    title: 'This account carries a contact of your own. Hand the case over to a colleague.',
  },
  'changes-stopped': {
    status: 423,
    title:
      'An admin has stopped all changes for now. Nothing was changed. Try again once they are open again.',
  },
  'changes-already-stopped': { status: 409, title: 'Changes are stopped already.' },
  'changes-not-stopped': { status: 409, title: 'Changes are open already.' },
  'policy-moved': {
    status: 409,
    title: 'Somebody else has set the policy meanwhile. Look at the newest version, then repeat it.',
  },
  'case-closed': { status: 409, title: 'This case is closed.' },
  'case-state-conflict': { status: 409, title: 'The case is not in a state in which this can be done.' },
  'account-not-in-case': { status: 409, title: 'Add the account to the case first.' },
  'account-already-in-case': { status: 409, title: 'The account is already in this case.' },
  'claimed-account-exists': { status: 409, title: 'This case already has a claimed account.' },
  // Evidence
  'too-few-answers': { status: 422, title: 'Ask at least two questions before sending the round.' },
  'answer-excluded': {
    status: 422,
    title: 'A fact used to find the account proves nothing. Ask something else.',
  },
  // Codes, links, passwords
  'code-not-accepted': { status: 422, title: 'This code is not valid. Check it, or ask for a new one.' },
  'link-not-accepted': { status: 422, title: 'This link is not valid any more. Ask for a new one.' },
  'password-too-weak': { status: 422, title: 'This password is too easy to guess.' },
  // The house
  'database-unavailable': {
    status: 503,
    title: 'The desk cannot reach its database just now. Try again in a moment: nothing is done twice.',
  },
  internal: { status: 500, title: 'Something went wrong here. Nothing was changed.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A rule's no, as a value: the action returns it, and what it counted and recorded is committed with it. */
export type Refusal = {
  readonly code: ProblemCode;
  /** Field errors, keyed by path. */
  readonly errors?: Readonly<Record<string, string>>;
  /** What is missing or what to do next, for the screen. */
  readonly details?: Readonly<Record<string, unknown>>;
};
