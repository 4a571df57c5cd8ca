import { fraudLock, isRefusal, planWithdrawal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk, type CaseSituation, Notices } from '../cases/index.ts';
import { ExecutePlan } from './execute-plan.ts';

// The reason is shown to supervisors alone, as the lock's kind is.
const LOCK = `insert into verification_lock (id, account_id, at, until, reason, kind, case_id, shown_hours)
  values ($1, $2, $3, $4, 'suspected-fraud', 'suspected-fraud', $5, $6)`;
// Whatever was sent for these accounts opens nothing any more, from this case or another, from the desk or the portal.
const SUPERSEDE = `update challenge set superseded_at = $2
  where account_id = any($1) and used_at is null and superseded_at is null and expires_at > $2`;

/**
 * An agent suspects that the caller is a fraud: every way back into the accounts of the case shuts at once, what waits
 * on them is given up, and supervisors are told. To everybody else it looks like any lock: the caller hears nothing.
 */
@Injectable()
export class ReportSuspectedFraud {
  constructor(
    private readonly desk: CaseDesk,
    private readonly executor: ExecutePlan,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
  ) {}

  async run(em: EntityManager, now: Date, context: AgentContext, caseId: string): Promise<Done | Refusal> {
    const query = { action: 'report-suspected-fraud', accountId: null } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    for (const account of situation.accounts) await this.shut(em, now, context, situation, account);
    await runSql(em, SUPERSEDE, [situation.accounts.map(({ id }) => id), now]);
    const claimed = situation.caseAccounts.find(({ role }) => role === 'claimed')?.accountId ?? null;
    const agentId = context.principal.id;
    await this.notices.tell(em, now, { kind: 'suspected-fraud', caseId, accountId: claimed, agentId });
    if (situation.accounts.length === 0)
      await this.audit.record(
        em,
        { ...context, now },
        { action: 'case.fraud-suspected', origin: 'case', caseId, facts: { accounts: 0 } },
      );
    return { resourceId: caseId, result: undefined };
  }

  private async shut(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    situation: CaseSituation,
    account: AccountRecord,
  ): Promise<void> {
    const caseId = situation.case.id;
    const { policy } = situation;
    const plan = planWithdrawal(account, situation.pendingChanges, now);
    const execution = {
      accounts: situation.accounts,
      policy,
      origin: 'case',
      caseId,
      requestedBy: context.principal.id,
      added: null,
    } as const;
    const executed = plan === null ? null : await this.executor.run(em, now, context, plan, execution);
    const lock = fraudLock(now, policy);
    await runSql(em, LOCK, [uuidv7(), account.id, now, lock.until, caseId, lock.shownHours]);
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'case.fraud-suspected',
        origin: 'case',
        caseId,
        accountId: account.id,
        facts: {
          until: lock.until,
          policyVersion: policy.version,
          ...(executed && { planHash: executed.planHash }),
        },
      },
    );
  }
}
