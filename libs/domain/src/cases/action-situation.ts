import type { AccountFacts } from '../accounts/index.ts';
import { isAgentRole, type Permission, roleHolds } from '../agents/index.ts';
import type { Policy } from '../policy/policy.ts';
import type { EvidenceFacts, KnowledgeKind } from '../verification/index.ts';
import { type Missing, missing } from './action.ts';
import type { CaseState } from './case.ts';
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
  readonly changesByAgent: ChangesByAgent;
  /** Kinds that prove nothing in this case: excludedKnowledge of its searches. */
  readonly excludedKnowledge: readonly KnowledgeKind[];
};

/** What is missing for any work on a case: the permission, the case being one's own, and its being open. */
export function missingForWork({ agent, case: facts }: ActionSituation): Missing[] {
  return [
    ...missingPermission(agent, 'cases.work'),
    ...(facts.agentId === agent.id ? [] : [missing('own-case')]),
    ...missingWorkable(facts.state),
  ];
}

/** The permission, if the agent's role does not hold it. */
export function missingPermission(agent: ActingAgent, permission: Permission): Missing[] {
  return isAgentRole(agent.role) && roleHolds(agent.role, permission) ? [] : [missing('known-role')];
}

function missingWorkable(state: CaseState): Missing[] {
  if (isWorkable(state)) return [];
  return [missing(state === 'waiting-for-approval' ? 'approval-decided' : 'case-open')];
}
