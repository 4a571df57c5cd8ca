import { type AccountFacts, emailLogins } from '../accounts/index.ts';
import type { ProblemCode, Refusal } from '../errors/codes.ts';
import { isRefusal } from '../errors/refusal.ts';
import type { IdentifierFacts } from '../identifiers/index.ts';
import { isAhead } from '../policy/instants.ts';
import {
  agentStopped,
  assuranceOf,
  type ChallengePurpose,
  codeDestination,
  codeSendLimits,
  compareAssurance,
  KNOWLEDGE_KINDS,
} from '../verification/index.ts';
import { type ActionVerdict, type CaseAction, type Missing, missing, verdictFrom } from './action.ts';
import {
  type ActionSituation,
  missingChangesOpen,
  missingForAccount,
  missingForWork,
} from './action-situation.ts';
import type { PendingKind } from './case-facts.ts';
import type { CaseAccountRole } from './case.ts';
import { liftLock } from './lift-lock-action.ts';

/** What may be done about one account of a case. An account that is not in the case offers nothing. */
export function accountActions(account: AccountFacts, situation: ActionSituation): ActionVerdict[] {
  const role = situation.case.accounts.find(({ accountId }) => accountId === account.id)?.role;
  if (role === undefined) return [];
  return [
    ...codeActions(account, role, situation),
    ...(role === 'claimed' ? claimedActions(account, situation) : []),
    liftLock(account, situation),
  ];
}

const NEEDS_CLAIMED: readonly CaseAction[] = [
  'send-evidence-round',
  'send-code',
  'reassign-email',
  'link-phone',
  'send-reset-link',
  'end-sessions',
];

/** What a case without a claimed account will offer once it has one. */
export function actionsWithoutClaimed(situation: ActionSituation): ActionVerdict[] {
  const { accounts, case: facts } = situation;
  const claimed = facts.accounts.find(({ role }) => role === 'claimed')?.accountId;
  if (accounts.some(({ id }) => id === claimed)) return [];
  return NEEDS_CLAIMED.map((action) =>
    verdictFrom({ action, accountId: null }, [...missingForWork(situation), missing('claimed-account')]),
  );
}

function claimedActions(account: AccountFacts, situation: ActionSituation): ActionVerdict[] {
  const { policy } = situation;
  const work = [...missingForAccount(account, situation), ...missingActive(account)];
  const open = missingChangesOpen(situation);
  const verification = [...work, ...missingUnlocked(account, situation)];
  const change = [
    ...verification,
    ...open,
    ...missingAssurance(account, situation),
    ...missingChangeLimit(account, situation),
  ];
  const of = { accountId: account.id };
  return [
    verdictFrom({ ...of, action: 'send-evidence-round' }, [
      ...verification,
      ...missingFreedom(situation),
      ...missingKinds(situation),
    ]),
    verdictFrom({ ...of, action: 'answer-spoken-code' }, [
      ...verification,
      ...missingFreedom(situation),
      ...(policy.rules.spokenCodes ? [] : [missing('spoken-allowed')]),
    ]),
    verdictFrom({ ...of, action: 'reassign-email' }, [
      ...change,
      ...missingNoPending(account, 'email', situation),
    ]),
    verdictFrom({ ...of, action: 'link-phone' }, [
      ...change,
      ...missingNoPending(account, 'phone', situation),
    ]),
    ...pendingActions(account, situation, work),
    verdictFrom({ ...of, action: 'end-sessions' }, change),
    ...emailLogins(account).map((identifier) =>
      verdictFrom({ ...of, action: 'send-reset-link', identifierId: identifier.id }, [
        ...work,
        ...open,
        ...missingUnlocked(account, situation),
        ...(identifier.reachable && identifier.undeliverableAt === null ? [] : [missing('contact-usable')]),
        ...missingCodeLimit(identifier, 'password-reset', situation),
      ]),
    ),
  ];
}

/** What this case may do about the e-mail or phone it asked for, while that waits for its confirmation. */
function pendingActions(
  account: AccountFacts,
  situation: ActionSituation,
  work: readonly Missing[],
): ActionVerdict[] {
  const { case: facts, now, pendingChanges } = situation;
  const givingUp = [...missingForWork(situation), ...missingActive(account)];
  return pendingChanges
    .filter((change) => change.accountId === account.id && change.caseId === facts.id)
    .filter(({ expiresAt }) => isAhead(expiresAt, now))
    .flatMap(({ accountId, identifierId, kind, value, heldUntil }) => [
      // Giving up protects: whoever is on the line, the agent may.
      verdictFrom({ action: 'cancel-reassignment', accountId, identifierId }, givingUp),
      verdictFrom({ action: 'resend-confirmation', accountId, identifierId }, [
        ...work,
        ...missingChangesOpen(situation),
        ...(heldUntil === null ? [] : [missing('no-held-change', heldUntil)]),
        ...missingCodeLimit({ accountId, normalised: value }, `${kind}-confirmation`, situation),
      ]),
    ]);
}

/** A duplicate's e-mail gets the code that moves it; a claimed account's contacts get the code that proves it. */
function codeActions(
  account: AccountFacts,
  role: CaseAccountRole,
  situation: ActionSituation,
): ActionVerdict[] {
  const { now, policy } = situation;
  const purpose: ChallengePurpose = role === 'claimed' ? 'evidence' : 'identifier-move';
  const candidates = role === 'claimed' ? account.identifiers : emailLogins(account);
  const work = [
    ...missingForAccount(account, situation),
    ...missingUnlocked(account, situation),
    ...missingFreedom(situation),
  ];
  const offered = candidates.filter(canBeOffered);
  if (role === 'claimed' && !offered.some((identifier) => isUsable(identifier, account, situation)))
    return [noContactLeft(account, work)];
  const purposes: ChallengePurpose[] =
    purpose === 'evidence' && policy.rules.spokenCodes ? [purpose, 'spoken'] : [purpose];
  return offered.flatMap((identifier) => {
    const destination = codeDestination(identifier, account, now, policy);
    const unusable = isRefusal(destination) ? [missing(lackingFor(destination))] : [];
    return purposes.map((each) =>
      verdictFrom(
        { action: 'send-code', accountId: account.id, identifierId: identifier.id, purpose: each },
        [...work, ...unusable, ...missingCodeLimit(identifier, each, situation)],
      ),
    );
  });
}

/** Stands for every code: said outright rather than by an empty list. */
function noContactLeft(account: AccountFacts, work: readonly Missing[]): ActionVerdict {
  return verdictFrom({ action: 'send-code', accountId: account.id, purpose: 'evidence' }, [
    ...work,
    missing('contact-left'),
  ]);
}

/** Whether a code could reach the contact today or, once it is no longer fresh, later. */
function isUsable(
  identifier: IdentifierFacts,
  account: AccountFacts,
  { now, policy }: ActionSituation,
): boolean {
  const destination = codeDestination(identifier, account, now, policy);
  return !isRefusal(destination) || destination.code === 'contact-fresh';
}

/** Contacts never get a code, and of the released ones only a phone that was taken; showing them would mislead. */
function canBeOffered({ kind, use, state, releaseReason }: IdentifierFacts): boolean {
  const sendable = (kind === 'email' || kind === 'phone') && (use === 'login' || use === 'recovery');
  return sendable && (state === 'verified' || (kind === 'phone' && releaseReason === 'taken'));
}

function lackingFor({ code }: Refusal): 'account-active' | 'contact-tenured' | 'contact-usable' {
  const lacking: Partial<Record<ProblemCode, 'account-active' | 'contact-tenured'>> = {
    'account-not-active': 'account-active',
    'contact-fresh': 'contact-tenured',
  };
  return lacking[code] ?? 'contact-usable';
}

function missingActive(account: AccountFacts): Missing[] {
  return account.status === 'active' ? [] : [missing('account-active')];
}

function missingUnlocked(account: AccountFacts, { now }: ActionSituation): Missing[] {
  return isAhead(account.lockedUntil, now) ? [missing('verification-unlocked', account.lockedUntil)] : [];
}

function missingKinds({ excludedKnowledge, policy }: ActionSituation): Missing[] {
  const askable = KNOWLEDGE_KINDS.filter((kind) => !excludedKnowledge.includes(kind));
  return askable.length >= policy.numbers.evidence.minimumKinds ? [] : [missing('askable-kinds')];
}

function missingFreedom({ agent, policy }: ActionSituation): Missing[] {
  return agentStopped(agent.failedAccountsToday, policy) ? [missing('agent-not-stopped')] : [];
}

/** A lone missing last order comes first, so that the refusal names it rather than the assurance. */
function missingAssurance(account: AccountFacts, situation: ActionSituation): Missing[] {
  const { case: facts, evidence, now, policy } = situation;
  const assurance = assuranceOf(account.id, evidence, facts.resetAt, now, policy);
  if (compareAssurance(assurance.level, 'verified') >= 0) return [];
  const gaps = assurance.missing.map((gap) => missing(gap));
  const onlyLastOrder = assurance.missing.every((gap) => gap === 'last-order') && gaps.length > 0;
  return onlyLastOrder ? [...gaps, missing('assurance-verified')] : [missing('assurance-verified'), ...gaps];
}

function missingChangeLimit(account: AccountFacts, { changesByAgent, policy }: ActionSituation): Missing[] {
  const { accountsPerHour, accountsPerDay } = policy.numbers.agentChanges;
  const room = (changed: readonly string[], limit: number) =>
    changed.includes(account.id) || new Set(changed).size < limit;
  const fits = room(changesByAgent.hour, accountsPerHour) && room(changesByAgent.day, accountsPerDay);
  return fits ? [] : [missing('change-limit')];
}

/** A change that this very case asked for may be asked again: the agent mistyped, or the caller corrected it. */
function missingNoPending(account: AccountFacts, of: PendingKind, situation: ActionSituation): Missing[] {
  const pending = situation.pendingChanges.find(
    ({ accountId, kind, expiresAt, caseId }) =>
      accountId === account.id &&
      kind === of &&
      caseId !== situation.case.id &&
      isAhead(expiresAt, situation.now),
  );
  return pending === undefined ? [] : [missing('no-pending-change', pending.expiresAt)];
}

function missingCodeLimit(
  { accountId, normalised }: Pick<IdentifierFacts, 'accountId' | 'normalised'>,
  purpose: ChallengePurpose,
  { codesSent, now, policy }: ActionSituation,
): Missing[] {
  const sent = {
    sentAt: codesSent
      .filter((code) => code.destination === normalised && code.purpose === purpose)
      .map(({ at }) => at),
    sentForAccount: codesSent.filter((code) => code.accountId === accountId).map(({ at }) => at),
  };
  const refusal = codeSendLimits(sent, now, policy);
  if (refusal === null) return [];
  const retryAt = refusal.details?.['retryAt'];
  const code = refusal.code === 'code-too-soon' ? 'code-pause' : 'code-limit';
  return [missing(code, typeof retryAt === 'string' ? retryAt : null)];
}
