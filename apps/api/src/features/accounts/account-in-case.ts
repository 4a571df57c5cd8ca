import type { Assurance } from '@relink/domain';
import type { Executor } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';

/** An account as an agent's own open case knows it. */
export type InCase = {
  readonly assurance: Assurance;
  readonly accounts: readonly { readonly accountId: string; readonly emailReportedLost: boolean }[];
};

/** What the accounts need of the cases: whether this account stands in an open case of this agent. */
export abstract class AccountInCase {
  /** Undefined where the case is not there, not open, another agent's, or does not hold the account. */
  abstract find(
    executor: Executor,
    context: AgentContext,
    caseId: string,
    accountId: string,
  ): Promise<InCase | undefined>;

  /** The same for whichever open case of the agent's own holds the account, the latest where there are several. */
  abstract findOwn(executor: Executor, context: AgentContext, accountId: string): Promise<InCase | undefined>;

  /** Whether this is an open case of the agent who asks. */
  abstract isOwn(executor: Executor, context: AgentContext, caseId: string): Promise<boolean>;
}
