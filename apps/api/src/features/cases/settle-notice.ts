import type { SettleNoticeRequest } from '@relink/contract';
import { endsByItself, type NoticeKind, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed, runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AccountReader } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { SettleOpposedMerge } from './settle-opposed-merge.ts';

type Row = {
  kind: NoticeKind;
  caseId: string | null;
  accountId: string | null;
  agentId: string | null;
  /** Who said yes to the merge that is opposed. */
  approvedBy: string | null;
  mergeId: string | null;
  /** Who approved what a sign of abuse is about. */
  otherAgentId: string | null;
  settled: boolean;
};

/** The accounts that settling it opens again. */
const LOCKED = {
  name: 'notice_locked_accounts',
  text: `select l.account_id as id from notice n join verification_lock l on l.merge_id = n.merge_id and l.lifted_at is null
          where n.id = $1`,
};
const READ = {
  name: 'notice_to_settle',
  text: `select n.kind, n.case_id as "caseId", n.account_id as "accountId", n.agent_id as "agentId",
                (select g.approved_by from merge g where g.id = n.merge_id) as "approvedBy", n.merge_id as "mergeId",
                (select s.other_agent_id from sign s where s.id = n.sign_id) as "otherAgentId",
                n.settled_at is not null as settled
           from notice n where n.id = $1 for update of n`,
};

/**
 * A supervisor has looked at what they were told, and it is off the list. Never what is about themselves, nor what ends by
 * itself. Of an opposed merge it says why the merge stays, and opens the account again.
 */
@Injectable()
export class SettleNotice {
  constructor(
    private readonly accounts: AccountReader,
    private readonly opposed: SettleOpposedMerge,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    id: string,
    { reason }: SettleNoticeRequest,
  ): Promise<Done | Refusal> {
    // Accounts are locked before notices everywhere: who opposes the same merge now waits.
    const locked = await runNamed<{ id: string }>(em, LOCKED, [id]);
    await this.accounts.lock(
      em,
      locked.map((account) => account.id),
      now,
    );
    const [notice] = await runNamed<Row>(em, READ, [id]);
    if (!notice) return refuse('not-found');
    const refusal = refusalFor(notice, context, reason);
    if (!refusal)
      await runSql(
        em,
        'update notice set settled_at = $2, settled_by = $3, settle_reason = $4 where id = $1',
        [id, now, context.principal.id, reason ?? null],
      );
    const { mergeId } = notice;
    if (!refusal && mergeId !== null && reason !== undefined)
      await this.opposed.run(em, now, context, { mergeId, by: context.principal.id, reason });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'notice.settled',
        outcome: refusal ? 'refused' : 'done',
        ...(notice.accountId !== null && { accountId: notice.accountId }),
        facts: {
          noticeId: id,
          kind: notice.kind,
          aboutCaseId: notice.caseId,
          mergeId,
          withReason: reason !== undefined,
          ...(refusal && { code: refusal.code }),
        },
      },
    );
    return refusal ?? { resourceId: id, result: undefined };
  }
}

function refusalFor(
  { kind, settled, agentId, otherAgentId, approvedBy, mergeId }: Row,
  { principal }: AgentContext,
  reason: string | undefined,
): Refusal | null {
  if (settled) return refuse('case-state-conflict', { notice: 'settled' });
  if (endsByItself(kind)) return refuse('notice-ends-itself');
  if ([agentId, otherAgentId, approvedBy].includes(principal.id)) return refuse('own-notice');
  if (mergeId === null || reason !== undefined) return null;
  return { code: 'invalid-input', errors: { reason: 'Say why the merge stays.' } };
}
