import type { ProblemCode, Refusal } from '../errors/codes.ts';
import { ASSURANCE_GAPS, type ChallengePurpose } from '../verification/index.ts';

/** Everything that can be done in a case. */
export const CASE_ACTIONS = [
  'add-account',
  'send-evidence-round',
  'send-code',
  'reassign-email',
  'answer-spoken-code',
  'link-phone',
  'cancel-reassignment',
  'resend-confirmation',
  'send-reset-link',
  'end-sessions',
  'lift-lock',
  'add-note',
  'close',
  'hand-over',
  'reopen',
  'take',
  'wait-for-customer',
  'record-caller',
  'set-ticket',
  'report-suspected-fraud',
  'ask-document',
  'merge',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

/** What can stand between an agent and an action. */
export const MISSING_CODES = [
  'known-role',
  'case-taken',
  'case-untaken',
  'own-case',
  'case-open',
  'case-closed',
  'approval-decided',
  'account-holder-calling',
  'holder-living',
  'not-own-contact',
  'changes-not-stopped',
  'claimed-account',
  'account-active',
  'account-locked',
  'not-own-guess',
  'agent-not-stopped',
  'verification-unlocked',
  'assurance-verified',
  ...ASSURANCE_GAPS,
  'askable-kinds',
  'no-pending-change',
  'no-held-change',
  'change-limit',
  'spoken-allowed',
  'contact-left',
  'contact-usable',
  'contact-tenured',
  'code-pause',
  'code-limit',
  'no-document-waiting',
  'document-limit',
  'no-contact-left',
] as const;
export type MissingCode = (typeof MISSING_CODES)[number];

/** What the agent can do about it; the console and the text table word it. */
export const NEXT_STEPS = [
  'ask-a-supervisor',
  'take-the-case',
  'ask-for-hand-over',
  'hand-over-the-case',
  'ask-for-the-account-holder',
  'ask-for-the-estate-papers',
  'ask-for-a-document',
  'wait-for-the-changes-to-open',
  'reopen-the-case',
  'wait-for-approval',
  'add-the-claimed-account',
  'send-a-round',
  'send-a-round-with-last-order',
  'send-a-code',
  'send-a-code-another-way',
  'choose-another-contact',
  'wait-for-confirmation',
  'wait',
  'nothing',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** What may be done and, where it may not, what is missing: in the order in which to mend it. */
export type ActionVerdict = {
  readonly action: CaseAction;
  /** Null for actions on the case itself, and for those that wait for a claimed account. */
  readonly accountId: string | null;
  /** The contact of `send-code`, `send-reset-link` and `ask-document`, and the e-mail that waits to be confirmed. */
  readonly identifierId: string | null;
  /** What a code of `send-code` is for. */
  readonly purpose: ChallengePurpose | null;
  readonly allowed: boolean;
  readonly missing: readonly MissingCode[];
  /** What to do about the first thing missing; null when allowed. */
  readonly nextStep: NextStep | null;
  /** From when on time alone mends what is missing, where that is known. ISO instant. */
  readonly retryAt: string | null;
};

/** Something missing, with the instant at which time mends it. */
export type Missing = { readonly code: MissingCode; readonly retryAt: string | null };

const MEANING: Readonly<Record<MissingCode, { problem: ProblemCode; nextStep: NextStep }>> = {
  'known-role': { problem: 'not-permitted', nextStep: 'ask-a-supervisor' },
  'case-taken': { problem: 'case-not-taken', nextStep: 'take-the-case' },
  'case-untaken': { problem: 'case-already-taken', nextStep: 'nothing' },
  'own-case': { problem: 'not-your-case', nextStep: 'ask-for-hand-over' },
  'case-open': { problem: 'case-closed', nextStep: 'reopen-the-case' },
  'case-closed': { problem: 'case-state-conflict', nextStep: 'nothing' },
  'approval-decided': { problem: 'case-state-conflict', nextStep: 'wait-for-approval' },
  'account-holder-calling': { problem: 'third-party-caller', nextStep: 'ask-for-the-account-holder' },
  'holder-living': { problem: 'holder-died', nextStep: 'ask-for-the-estate-papers' },
  'not-own-contact': { problem: 'private-contact', nextStep: 'hand-over-the-case' },
  'changes-not-stopped': { problem: 'changes-stopped', nextStep: 'wait-for-the-changes-to-open' },
  'claimed-account': { problem: 'account-not-in-case', nextStep: 'add-the-claimed-account' },
  'account-active': { problem: 'account-not-active', nextStep: 'ask-a-supervisor' },
  'account-locked': { problem: 'account-not-locked', nextStep: 'nothing' },
  'not-own-guess': { problem: 'another-person-needed', nextStep: 'ask-a-supervisor' },
  'agent-not-stopped': { problem: 'agent-stopped', nextStep: 'ask-a-supervisor' },
  'verification-unlocked': { problem: 'account-locked', nextStep: 'ask-a-supervisor' },
  'assurance-verified': { problem: 'assurance-too-low', nextStep: 'send-a-round' },
  'knowledge-round': { problem: 'assurance-too-low', nextStep: 'send-a-round' },
  possession: { problem: 'assurance-too-low', nextStep: 'send-a-code' },
  'second-possession': { problem: 'assurance-too-low', nextStep: 'send-a-code-another-way' },
  'last-order': { problem: 'last-order-needed', nextStep: 'send-a-round-with-last-order' },
  'askable-kinds': { problem: 'answer-excluded', nextStep: 'send-a-code-another-way' },
  'no-pending-change': { problem: 'change-already-pending', nextStep: 'wait-for-confirmation' },
  'no-held-change': { problem: 'change-already-pending', nextStep: 'wait' },
  'change-limit': { problem: 'change-limit-reached', nextStep: 'ask-a-supervisor' },
  'spoken-allowed': { problem: 'spoken-not-allowed', nextStep: 'send-a-code' },
  'contact-left': { problem: 'no-contact-left', nextStep: 'ask-for-a-document' },
  'contact-usable': { problem: 'identifier-not-usable', nextStep: 'choose-another-contact' },
  'contact-tenured': { problem: 'contact-fresh', nextStep: 'choose-another-contact' },
  'code-pause': { problem: 'code-too-soon', nextStep: 'wait' },
  'code-limit': { problem: 'code-limit-reached', nextStep: 'choose-another-contact' },
  'no-document-waiting': { problem: 'document-waiting', nextStep: 'wait' },
  'document-limit': { problem: 'document-limit-reached', nextStep: 'ask-a-supervisor' },
  'no-contact-left': { problem: 'contact-on-file-left', nextStep: 'choose-another-contact' },
};

/** Names something missing, and from when on it no longer is where time mends it. */
export function missing(code: MissingCode, retryAt: string | null = null): Missing {
  return { code, retryAt };
}

export type ActionQuery = Pick<ActionVerdict, 'action' | 'accountId'> &
  Partial<Pick<ActionVerdict, 'identifierId' | 'purpose'>>;

/** Allowed exactly when nothing is missing. */
export function verdictFrom(query: ActionQuery, lacking: readonly Missing[]): ActionVerdict {
  const { action, accountId, identifierId = null, purpose = null } = query;
  // The assurance itself is no step: its gaps, which follow it, are.
  const step = lacking.find(({ code }) => code !== 'assurance-verified') ?? lacking[0];
  const waits = lacking.flatMap(({ retryAt }) => (retryAt === null ? [] : [retryAt]));
  return {
    action,
    accountId,
    identifierId,
    purpose,
    allowed: lacking.length === 0,
    missing: lacking.map(({ code }) => code),
    nextStep: step === undefined ? null : MEANING[step.code].nextStep,
    retryAt: waits.toSorted().at(-1) ?? null,
  };
}

/**
 * The verdict on one action. What is not listed is not allowed: the contact does not qualify, or the account is
 * not the claimed one. Leave `purpose` out to take the one the contact's code is for.
 */
export function verdictOn(verdicts: readonly ActionVerdict[], query: ActionQuery): ActionVerdict {
  const { action, accountId, identifierId = null, purpose } = query;
  const found = verdicts.find(
    (verdict) =>
      verdict.action === action &&
      verdict.accountId === accountId &&
      verdict.identifierId === identifierId &&
      (purpose === undefined || verdict.purpose === purpose),
  );
  return found ?? verdictFrom(query, [missing(identifierId === null ? 'claimed-account' : 'contact-usable')]);
}

/** The refusal of an action that is not allowed, with everything missing in `details`; null when it is allowed. */
export function refusalOf(verdict: ActionVerdict): Refusal | null {
  if (verdict.allowed) return null;
  const [first] = verdict.missing;
  const { nextStep, retryAt } = verdict;
  return {
    code: first === undefined ? 'not-permitted' : MEANING[first].problem,
    details: { missing: verdict.missing, nextStep, retryAt },
  };
}
