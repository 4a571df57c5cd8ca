import { assuranceOf, type CaseState } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AccountInCase, type InCase } from '../accounts/index.ts';
import { EVIDENCE_COLUMNS, evidenceIn, type EvidenceRow } from './case-evidence.ts';

export const FIND_ACCOUNT_IN_CASE = {
  name: 'case_of_account_page',
  text: `select c.agent_id, c.state, c.assurance_reset_at,
           (select json_agg(json_build_object('accountId', k.account_id, 'emailReportedLost', k.email_reported_lost))
              from case_account k where k.case_id = $1) as accounts, ${EVIDENCE_COLUMNS}
         from recovery_case c where c.id = $1`,
};

const OWN_CASE = {
  name: 'case_own_of_account',
  text: `select c.id from recovery_case c join case_account k on k.case_id = c.id
          where c.agent_id = $1 and c.state <> 'closed' and k.account_id = $2
          order by c.updated_at desc, c.id desc limit 1`,
};

const IS_OWN = {
  name: 'case_is_own',
  text: `select 1 from recovery_case where id = $1 and agent_id = $2 and state <> 'closed'`,
};

type Row = EvidenceRow & {
  agent_id: string;
  state: CaseState;
  assurance_reset_at: Date | null;
  accounts: InCase['accounts'] | null;
};

/** Whether an account stands in an open case of the agent who asks, and what the caller has proven of it. */
@Injectable()
export class AccountInOwnCase extends AccountInCase {
  constructor(private readonly policy: PolicyInForce) {
    super();
  }

  async find(
    executor: Executor,
    { principal, now }: AgentContext,
    caseId: string,
    accountId: string,
  ): Promise<InCase | undefined> {
    const [row] = await runNamed<Row>(executor, FIND_ACCOUNT_IN_CASE, [caseId]);
    if (row?.agent_id !== principal.id || row.state === 'closed') return undefined;
    const accounts = row.accounts ?? [];
    if (!accounts.some((known) => known.accountId === accountId)) return undefined;
    const resetAt = row.assurance_reset_at?.toISOString() ?? null;
    const policy = await this.policy.read(executor);
    const assurance = assuranceOf(accountId, evidenceIn(row), resetAt, now, policy);
    return { assurance: assurance.level, accounts };
  }

  async findOwn(executor: Executor, context: AgentContext, accountId: string): Promise<InCase | undefined> {
    const values = [context.principal.id, accountId];
    const [own] = await runNamed<{ id: string }>(executor, OWN_CASE, values);
    return own && this.find(executor, context, own.id, accountId);
  }

  async isOwn(executor: Executor, { principal }: AgentContext, caseId: string): Promise<boolean> {
    return (await runNamed(executor, IS_OWN, [caseId, principal.id])).length > 0;
  }
}
