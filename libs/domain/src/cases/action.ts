import type { ProblemCode, Refusal } from '../errors/codes.ts';
import { ASSURANCE_GAPS } from '../verification/assurance.ts';
import type { ChallengePurpose } from '../verification/evidence.ts';

/** Everything that can be done in a case. */
export const CASE_ACTIONS = [
  'add-account',
  'send-evidence-round',
  'send-code',
  'reassign-email',
  'send-reset-link',
  'end-sessions',
  'lift-lock',
  'add-note',
  'close',
  'hand-over',
  'reopen',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

/** What can stand between an agent and an action. */
export const MISSING_CODES = [
  'known-role',
  'own-case',
  'case-open',
  'case-closed',
  'approval-decided',
  'claimed-account',
  'account-active',
  'account-locked',
  'agent-not-stopped',
  'verification-unlocked',
  'assurance-verified',
  ...ASSURANCE_GAPS,
  'no-pending-change',
  'change-limit',
  'contact-usable',
  'contact-tenured',
  'code-pause',
  'code-limit',
] as const;
export type MissingCode = (typeof MISSING_CODES)[number];

/** What the agent can do about it; the console and the text table word it. */
export const NEXT_STEPS = [
  'ask-a-supervisor',
  'ask-for-hand-over',
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

export type Missing = {
  readonly code: MissingCode;
  readonly nextStep: NextStep;
  /** From when on it is no longer missing, where that is known. ISO instant. */
  readonly retryAt?: string;
};

/** What may be done, and where it may not, what is missing: in the order in which to mend it. */
export type ActionVerdict = {
  readonly action: CaseAction;
  /** Null for actions on the case itself. */
  readonly accountId: string | null;
  /** The contact of `send-code` and `send-reset-link`. */
  readonly identifierId?: string;
  /** What a code of `send-code` is for. */
  readonly purpose?: ChallengePurpose;
  readonly allowed: boolean;
  readonly missing: readonly Missing[];
};

const MEANING: Readonly<Record<MissingCode, { problem: ProblemCode; nextStep: NextStep }>> = {
  'known-role': { problem: 'not-permitted', nextStep: 'ask-a-supervisor' },
  'own-case': { problem: 'not-your-case', nextStep: 'ask-for-hand-over' },
  'case-open': { problem: 'case-closed', nextStep: 'reopen-the-case' },
  'case-closed': { problem: 'case-state-conflict', nextStep: 'nothing' },
  'approval-decided': { problem: 'case-state-conflict', nextStep: 'wait-for-approval' },
  'claimed-account': { problem: 'account-not-in-case', nextStep: 'add-the-claimed-account' },
  'account-active': { problem: 'account-not-active', nextStep: 'ask-a-supervisor' },
  'account-locked': { problem: 'account-not-locked', nextStep: 'nothing' },
  'agent-not-stopped': { problem: 'agent-stopped', nextStep: 'ask-a-supervisor' },
  'verification-unlocked': { problem: 'account-locked', nextStep: 'ask-a-supervisor' },
  'assurance-verified': { problem: 'assurance-too-low', nextStep: 'send-a-round' },
  'knowledge-round': { problem: 'assurance-too-low', nextStep: 'send-a-round' },
  possession: { problem: 'assurance-too-low', nextStep: 'send-a-code' },
  'second-possession': { problem: 'assurance-too-low', nextStep: 'send-a-code-another-way' },
  'last-order': { problem: 'last-order-needed', nextStep: 'send-a-round-with-last-order' },
  'no-pending-change': { problem: 'change-already-pending', nextStep: 'wait-for-confirmation' },
  'change-limit': { problem: 'change-limit-reached', nextStep: 'ask-a-supervisor' },
  'contact-usable': { problem: 'identifier-not-usable', nextStep: 'choose-another-contact' },
  'contact-tenured': { problem: 'contact-fresh', nextStep: 'choose-another-contact' },
  'code-pause': { problem: 'code-too-soon', nextStep: 'wait' },
  'code-limit': { problem: 'code-limit-reached', nextStep: 'choose-another-contact' },
};

/** Names something missing, with what to do about it. */
export function missing(code: MissingCode, retryAt?: string | null): Missing {
  const { nextStep } = MEANING[code];
  return retryAt === undefined || retryAt === null ? { code, nextStep } : { code, nextStep, retryAt };
}

/** The refusal of an action that is not allowed, with everything missing in `details`; null when it is allowed. */
export function refusalOf(verdict: ActionVerdict): Refusal | null {
  if (verdict.allowed) return null;
  const [first] = verdict.missing;
  const code = first === undefined ? 'not-permitted' : MEANING[first.code].problem;
  return { code, details: { missing: verdict.missing } };
}

export type ActionQuery = Pick<ActionVerdict, 'action' | 'accountId' | 'identifierId' | 'purpose'>;

/** The verdict on one action. What is not listed is not allowed: the contact or the account does not qualify. */
export function verdictOn(verdicts: readonly ActionVerdict[], query: ActionQuery): ActionVerdict {
  const found = verdicts.find(
    ({ action, accountId, identifierId, purpose }) =>
      action === query.action &&
      accountId === query.accountId &&
      identifierId === query.identifierId &&
      purpose === query.purpose,
  );
  const lacking = query.identifierId === undefined ? 'claimed-account' : 'contact-usable';
  return found ?? { ...query, allowed: false, missing: [missing(lacking)] };
}
