import type { SettleNoticeRequest } from '@relink/contract';
import { refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';

type Row = {
  kind: string;
  caseId: string | null;
  accountId: string | null;
  agentId: string | null;
  settled: boolean;
};

/** A supervisor has looked at what they were told, and it is off the list. Never what is about themselves. */
@Injectable()
export class SettleNotice {
  constructor(private readonly audit: AuditLog) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    id: string,
    { reason }: SettleNoticeRequest,
  ): Promise<Done | Refusal> {
    const [notice] = await runSql<Row>(
      em,
      `select kind, case_id as "caseId", account_id as "accountId", agent_id as "agentId", settled_at is not null as settled
         from notice where id = $1 for update`,
      [id],
    );
    if (!notice) return refuse('not-found');
    const refusal = refusalFor(notice, context);
    if (!refusal)
      await runSql(
        em,
        'update notice set settled_at = $2, settled_by = $3, settle_reason = $4 where id = $1',
        [id, now, context.principal.id, reason ?? null],
      );
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
          withReason: reason !== undefined,
          ...(refusal && { code: refusal.code }),
        },
      },
    );
    return refusal ?? { resourceId: id, result: undefined };
  }
}

function refusalFor({ settled, agentId }: Row, { principal }: AgentContext): Refusal | null {
  if (settled) return refuse('case-state-conflict', { notice: 'settled' });
  return agentId === principal.id ? refuse('own-notice') : null;
}
