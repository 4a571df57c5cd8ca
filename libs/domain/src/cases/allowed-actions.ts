import { accountActions, actionsWithoutClaimed } from './account-actions.ts';
import { type ActionSituation, missingForWork, missingOwn, missingPermission } from './action-situation.ts';
import { type ActionVerdict, type CaseAction, type Missing, missing, verdictFrom } from './action.ts';
import { isWorkable } from './case-machine.ts';
import { mergeActions } from './merge-action.ts';

/**
 * What may be done in a case and, for what may not, what is missing. The api guards with it and returns it; the
 * console draws it. It allows only what it can show to be allowed: an unknown role, state or status allows nothing.
 */
export function allowedActions(situation: ActionSituation): ActionVerdict[] {
  return [
    ...caseActions(situation),
    ...actionsWithoutClaimed(situation),
    ...situation.accounts.flatMap((account) => accountActions(account, situation)),
    ...mergeActions(situation),
  ];
}

function caseActions(situation: ActionSituation): ActionVerdict[] {
  const { agent, case: facts } = situation;
  const oversees = missingPermission(agent, 'cases.oversee').length === 0;
  const permitted = missingPermission(agent, 'cases.work');
  const own = missingOwn(facts, agent);
  const ownOrOversees = oversees ? [] : own;
  const untaken = facts.agentId === null ? [] : [missing('case-untaken')];
  const living = isWorkable(facts.state) || facts.state === 'waiting-for-approval';
  const notClosed = living ? [] : [missing('case-open')];
  const closed = facts.state === 'closed' ? [] : [missing('case-closed')];
  return [
    verdict('add-account', missingForWork(situation)),
    verdict('add-note', [...permitted, ...ownOrOversees, ...notClosed]),
    verdict('close', [...permitted, ...own, ...notClosed]),
    verdict('hand-over', [...permitted, ...ownOrOversees, ...notClosed]),
    verdict('reopen', [...permitted, ...ownOrOversees, ...closed]),
    verdict('take', [...permitted, ...notClosed, ...untaken]),
    verdict('wait-for-customer', missingForWork(situation)),
    verdict('record-caller', missingForWork(situation)),
    verdict('set-ticket', [...permitted, ...ownOrOversees, ...notClosed]),
    // Also while an approval waits: that is when a doubt is worth most.
    verdict('report-suspected-fraud', [...permitted, ...own, ...notClosed]),
  ];
}

function verdict(action: CaseAction, lacking: readonly Missing[]): ActionVerdict {
  return verdictFrom({ action, accountId: null }, lacking);
}
