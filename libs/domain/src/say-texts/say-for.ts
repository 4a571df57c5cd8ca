import type { MissingCode } from '../cases/index.ts';
import type { ProblemCode } from '../errors/codes.ts';
import type { SayCode } from './say-code.ts';

/**
 * What to say while something is missing. Neutral: it tells the caller nothing that a thief could use, so a lock for
 * too many failed rounds and one for suspected fraud sound alike.
 */
const FOR_MISSING: Readonly<Record<MissingCode, SayCode>> = {
  'known-role': 'colleague-takes-over',
  'case-taken': 'one-moment',
  'case-untaken': 'one-moment',
  'own-case': 'colleague-takes-over',
  'case-open': 'one-moment',
  'case-closed': 'one-moment',
  'approval-decided': 'one-moment',
  'account-holder-calling': 'holder-must-call',
  'holder-living': 'holder-died',
  'not-own-contact': 'colleague-takes-over',
  'changes-not-stopped': 'not-today',
  'claimed-account': 'one-moment',
  'account-active': 'account-cannot-change',
  'account-locked': 'one-moment',
  'not-own-guess': 'colleague-takes-over',
  'agent-not-stopped': 'colleague-takes-over',
  'verification-unlocked': 'cannot-verify-today',
  'assurance-verified': 'more-questions',
  'knowledge-round': 'ask-questions',
  possession: 'code-sent',
  'second-possession': 'another-contact',
  'last-order': 'last-order-needed',
  'askable-kinds': 'another-contact',
  'no-pending-change': 'wait-for-the-confirmation',
  'no-held-change': 'change-held',
  'change-limit': 'colleague-takes-over',
  'spoken-allowed': 'wait-for-the-code',
  'contact-left': 'no-contact-left',
  'contact-usable': 'another-contact',
  'contact-tenured': 'another-contact',
  'code-pause': 'wait-for-the-code',
  'code-limit': 'another-contact',
  'no-document-waiting': 'one-moment',
  'document-limit': 'colleague-takes-over',
  'no-contact-left': 'another-contact',
};

/** What to say about a refusal that no rule of the case foretold: a plan's, or a wrong code. The others mean waiting. */
const FOR_PROBLEM: Readonly<Partial<Record<ProblemCode, SayCode>>> = {
  'email-in-use': 'another-email',
  'email-on-duplicate': 'code-sent',
  'email-on-account-with-stake': 'another-email',
  'email-claimed': 'another-email',
  'email-already-yours': 'another-email',
  'phone-in-use': 'another-phone',
  'phone-on-duplicate': 'code-sent',
  'phone-holder-must-agree': 'phone-holder-must-agree',
  'phone-claimed': 'another-phone',
  'phone-already-yours': 'another-phone',
  'change-already-pending': 'wait-for-the-confirmation',
  'account-locked': 'cannot-verify-today',
  'account-opposed': 'cannot-verify-today',
  'account-not-active': 'account-cannot-change',
  'account-already-in-case': 'one-moment',
  'agent-stopped': 'colleague-takes-over',
  'another-person-needed': 'colleague-takes-over',
  'answer-excluded': 'another-contact',
  'assurance-too-low': 'more-questions',
  'change-limit-reached': 'colleague-takes-over',
  'changes-stopped': 'not-today',
  'code-limit-reached': 'another-contact',
  'code-not-accepted': 'code-not-right',
  'code-too-soon': 'wait-for-the-code',
  'contact-fresh': 'another-contact',
  'holder-died': 'holder-died',
  'identifier-not-usable': 'another-contact',
  'last-order-needed': 'last-order-needed',
  'merge-blocked': 'account-cannot-change',
  'no-contact-left': 'no-contact-left',
  'not-permitted': 'colleague-takes-over',
  'private-contact': 'colleague-takes-over',
  'spoken-not-allowed': 'wait-for-the-code',
  'third-party-caller': 'holder-must-call',
};

/** What to say while the first of these is missing; null when nothing is. */
export function sayForMissing(missing: readonly MissingCode[]): SayCode | null {
  // The assurance itself is no step: its gaps, which follow it, are.
  const step = missing.find((code) => code !== 'assurance-verified') ?? missing[0];
  return step === undefined ? null : FOR_MISSING[step];
}

/** What to say about a refusal; a fault of the desk's own means waiting a moment. */
export function sayForProblem(code: ProblemCode): SayCode {
  return FOR_PROBLEM[code] ?? 'one-moment';
}
