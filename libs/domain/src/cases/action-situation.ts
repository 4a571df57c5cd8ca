import type { AccountFacts } from '../accounts/index.ts';
import { isAgentRole, type Permission, roleHolds } from '../agents/index.ts';
import type { AskedDocument } from '../documents/index.ts';
import type { Policy } from '../policy/policy.ts';
import type { EvidenceFacts, KnowledgeKind } from '../verification/index.ts';
import { type Missing, missing } from './action.ts';
import type { Caller, CaseState } from './case.ts';
import type { ActingAgent, CaseFacts, ChangesByAgent, CodeSent, PendingChange } from './case-facts.ts';
import { isWorkable } from './case-machine.ts';

/** Everything that decides what may be done in a case, all of it loaded by the caller. */
export type ActionSituation = {
  readonly now: Date;
  readonly policy: Policy;
  readonly case: CaseFacts;
  /** The accounts of the case. */
  readonly accounts: readonly AccountFacts[];
  readonly evidence: EvidenceFacts;
  readonly agent: ActingAgent;
  readonly pendingChanges: readonly PendingChange[];
  readonly codesSent: readonly CodeSent[];
  /** Identity documents asked for about the accounts of the case: those that live, and those of the last day. */
  readonly documents: readonly AskedDocument[];
  readonly changesByAgent: ChangesByAgent;
  /** Knowledge that proves nothing, by account: excludedKnowledge of the searches that found it. Nobody searched for the others. */
  readonly excludedByAccount: ReadonlyMap<string, readonly KnowledgeKind[]>;
  /** An admin has stopped all changes of all agents. */
  readonly changesStopped: boolean;
  /** Accounts of the case that carry a private contact declared for the agent. */
  readonly ownContactAccounts: readonly string[];
  /** Agents whose failed rounds or suspicion locked an account, by account: they do not open it again themselves. */
  readonly lockedBy: ReadonlyMap<string, readonly string[]>;
};

/** What is missing for any work on a case: the permission, the case being one's own, and its being open. */
export function missingForWork({ agent, case: facts }: ActionSituation): Missing[] {
  return [
    ...missingPermission(agent, 'cases.work'),
    ...missingOwn(facts, agent),
    ...missingWorkable(facts.state),
  ];
}

/** The case being one's own: one that is nobody's has to be taken first. */
export function missingOwn(facts: CaseFacts, agent: ActingAgent): Missing[] {
  if (facts.agentId === null) return [missing('case-taken')];
  return facts.agentId === agent.id ? [] : [missing('own-case')];
}

/** What is missing for any work on one account of a case: its holder calling, and it carrying no contact of the agent's own. */
export function missingForAccount(account: AccountFacts, situation: ActionSituation): Missing[] {
  const { case: facts, ownContactAccounts } = situation;
  return [
    ...missingForWork(situation),
    ...missingHolder(facts.caller),
    ...(ownContactAccounts.includes(account.id) ? [missing('not-own-contact')] : []),
  ];
}

/** All changes of all agents being open. */
export function missingChangesOpen({ changesStopped }: ActionSituation): Missing[] {
  return changesStopped ? [missing('changes-not-stopped')] : [];
}

function missingHolder(caller: Caller): Missing[] {
  if (caller === 'account-holder') return [];
  return [missing(caller === 'for-someone-who-died' ? 'holder-living' : 'account-holder-calling')];
}

/** The permission, if the agent's role does not hold it. */
export function missingPermission(agent: ActingAgent, permission: Permission): Missing[] {
  return isAgentRole(agent.role) && roleHolds(agent.role, permission) ? [] : [missing('known-role')];
}

function missingWorkable(state: CaseState): Missing[] {
  if (isWorkable(state)) return [];
  return [missing(state === 'waiting-for-approval' ? 'approval-decided' : 'case-open')];
}
