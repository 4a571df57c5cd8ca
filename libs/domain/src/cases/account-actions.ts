import { type AccountFacts, emailLogins, nothingAtStake } from '../accounts/index.ts';
import { isAhead } from '../policy/instants.ts';
import { KNOWLEDGE_KINDS } from '../verification/index.ts';
import {
  missingActive,
  missingAssurance,
  missingAssuranceOrDocument,
  missingChangeLimit,
  missingFreedom,
  missingUnlocked,
} from './account-lacks.ts';
import { type ActionVerdict, type CaseAction, type Missing, missing, verdictFrom } from './action.ts';
import {
  type ActionSituation,
  missingChangesOpen,
  missingForAccount,
  missingForWork,
} from './action-situation.ts';
import type { PendingKind } from './case-facts.ts';
import { codeActions, missingCodeLimit } from './code-actions.ts';
import { documentActions } from './document-actions.ts';
import { liftLock } from './lift-lock-action.ts';

/** What may be done about one account of a case. An account that is not in the case offers nothing. */
export function accountActions(account: AccountFacts, situation: ActionSituation): ActionVerdict[] {
  const role = situation.case.accounts.find(({ accountId }) => accountId === account.id)?.role;
  if (role === undefined) return [];
  return [
    ...codeActions(account, role, situation),
    ...(role === 'claimed' || !nothingAtStake(account) ? evidenceActions(account, situation) : []),
    ...documentActions(account, role, situation),
    ...(role === 'claimed' ? claimedActions(account, situation) : []),
    liftLock(account, situation),
  ];
}

const NEEDS_CLAIMED: readonly CaseAction[] = [
  'send-evidence-round',
  'send-code',
  'ask-document',
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

/** Evidence about the claimed account opens its changes; about a duplicate with something at stake, a merge. */
function evidenceActions(account: AccountFacts, situation: ActionSituation): ActionVerdict[] {
  const verification = [
    ...missingForAccount(account, situation),
    ...missingActive(account),
    ...missingUnlocked(account, situation),
    ...missingFreedom(situation),
  ];
  const of = { accountId: account.id };
  return [
    verdictFrom({ ...of, action: 'send-evidence-round' }, [
      ...verification,
      ...missingKinds(account, situation),
    ]),
    verdictFrom({ ...of, action: 'answer-spoken-code' }, [
      ...verification,
      ...(situation.policy.rules.spokenCodes ? [] : [missing('spoken-allowed')]),
    ]),
  ];
}

function claimedActions(account: AccountFacts, situation: ActionSituation): ActionVerdict[] {
  const work = [...missingForAccount(account, situation), ...missingActive(account)];
  const open = missingChangesOpen(situation);
  const changeBy = (assurance: readonly Missing[]) => [
    ...work,
    ...missingUnlocked(account, situation),
    ...open,
    ...assurance,
    ...missingChangeLimit([account], situation),
  ];
  // A second person says yes or no to what only a document stands for: it may be asked for.
  const newLogin = changeBy(missingAssuranceOrDocument(account, situation));
  const of = { accountId: account.id };
  return [
    verdictFrom({ ...of, action: 'reassign-email' }, [
      ...newLogin,
      ...missingNoPending(account, 'email', situation),
    ]),
    verdictFrom({ ...of, action: 'link-phone' }, [
      ...newLogin,
      ...missingNoPending(account, 'phone', situation),
    ]),
    ...pendingActions(account, situation, work),
    verdictFrom({ ...of, action: 'end-sessions' }, changeBy(missingAssurance(account, situation))),
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

function missingKinds({ id }: AccountFacts, { excludedByAccount, policy }: ActionSituation): Missing[] {
  const excluded = excludedByAccount.get(id) ?? [];
  const askable = KNOWLEDGE_KINDS.filter((kind) => !excluded.includes(kind));
  return askable.length >= policy.numbers.evidence.minimumKinds ? [] : [missing('askable-kinds')];
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
