import type { CaseAccountView, CaseView } from '@relink/contract';

/** What the agent does next, or waits for. */
export type Act = 'search' | 'round' | 'code' | 'answer' | 'email' | 'confirmation' | 'reset' | 'close';

/** The steps of a recovery with a claimed account, in order. */
export const STEPS = ['round', 'code', 'contact', 'way-back', 'close'] as const;
export type StepName = (typeof STEPS)[number];

const STEP_OF: Readonly<Record<Act, StepName | null>> = {
  search: null,
  round: 'round',
  code: 'code',
  answer: 'code',
  email: 'contact',
  confirmation: 'contact',
  reset: 'way-back',
  close: 'close',
};

/** What the server calls each act that the agent does; waiting needs nobody's leave. */
const ACTION_OF: Readonly<Partial<Record<Act, string>>> = {
  search: 'add-account',
  round: 'send-evidence-round',
  code: 'send-code',
  email: 'reassign-email',
  reset: 'send-reset-link',
  close: 'close',
};

const PROVEN: ReadonlySet<string> = new Set(['verified', 'strong']);
const FROM_KNOWLEDGE: ReadonlySet<string> = new Set(['knowledge-round', 'last-order']);

/** Where the work on a case stands. */
export type Standing = {
  /** What comes next; null where nothing can be done now. */
  readonly act: Act | null;
  /** The step that has been reached, also while nothing can be done in it. */
  readonly step: StepName | null;
  /** What the server says of an act that would come next and is not allowed. */
  readonly missing: readonly string[];
};

const NOWHERE: Standing = { act: null, step: null, missing: [] };

/**
 * Where the work on a case stands, read from what the server says of it: it decides where the focus goes and which
 * steps are folded, never what may be done. So a call that was lost goes on where it was, at any desk.
 * @param orphaned whether the claimed account is marked so; undefined while that is not known
 */
export function standingOf(facts: CaseView, orphaned: boolean | undefined): Standing {
  if (facts.state === 'closed' || !facts.own) return NOWHERE;
  const claimed = facts.accounts.find(({ role }) => role === 'claimed');
  const wanted = claimed ? wantedOf(facts, claimed, orphaned) : 'search';
  if (wanted === null) return NOWHERE;
  const step = STEP_OF[wanted];
  const verdicts = facts.allowedActions.filter(
    ({ action, accountId }) =>
      action === ACTION_OF[wanted] && (accountId === null || accountId === claimed?.accountId),
  );
  if (ACTION_OF[wanted] === undefined || verdicts.some(({ allowed }) => allowed))
    return { act: wanted, step, missing: [] };
  return { act: null, step, missing: verdicts[0]?.missing ?? [] };
}

/** Whether a step lies behind the one that has been reached. */
export function isBehind(step: StepName, reached: StepName | null): boolean {
  return reached !== null && STEPS.indexOf(step) < STEPS.indexOf(reached);
}

function wantedOf(facts: CaseView, claimed: CaseAccountView, orphaned: boolean | undefined): Act | null {
  if (wasResetSent(facts, claimed)) return 'close';
  if (!PROVEN.has(claimed.assurance)) return ofVerifying(facts, claimed);
  if (claimed.pendingEmail ?? claimed.pendingPhone) return 'confirmation';
  if (orphaned === undefined) return null;
  return orphaned ? 'email' : 'reset';
}

function ofVerifying({ challenges }: CaseView, claimed: CaseAccountView): Act {
  if (claimed.assuranceMissing.some((code) => FROM_KNOWLEDGE.has(code))) return 'round';
  const awaited = challenges.some(
    ({ accountId, purpose, state }) =>
      accountId === claimed.accountId && state === 'sent' && (purpose === 'evidence' || purpose === 'spoken'),
  );
  return awaited ? 'answer' : 'code';
}

/** A reset link of this case that still works or was used, sent since the case was last reopened. */
function wasResetSent({ challenges, timeline }: CaseView, { accountId }: CaseAccountView): boolean {
  const reopenedAt = timeline.findLast(({ action }) => action === 'case.reopened')?.at ?? '';
  return challenges.some(
    (each) =>
      each.accountId === accountId &&
      each.purpose === 'password-reset' &&
      (each.state === 'sent' || each.state === 'passed') &&
      each.sentAt > reopenedAt,
  );
}
