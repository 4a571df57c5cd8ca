import type { MarkSignRequest } from '@relink/contract';
import { isSettled, markRefusal, refuse, type Refusal, type SignToMark } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { Notices } from '../cases/index.ts';

/** A supervisor says that they look at a sign, or what it was. Never one about themselves. */
@Injectable()
export class MarkSign {
  constructor(
    private readonly notices: Notices,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    id: string,
    { state, note }: MarkSignRequest,
  ): Promise<Done | Refusal> {
    const [sign] = await runSql<SignToMark & { kind: string }>(
      em,
      `select kind, state, agent_id as "agentId", other_agent_id as "otherAgentId" from sign where id = $1 for update`,
      [id],
    );
    if (!sign) return refuse('not-found');
    const by = context.principal.id;
    const refusal = markRefusal(sign, by, state, note);
    if (!refusal) {
      await runSql(
        em,
        'update sign set state = $2, marked_by = $3, marked_at = $4, note = coalesce($5, note) where id = $1',
        [id, state, by, now, note ?? null],
      );
      if (isSettled(state) && note !== undefined)
        await this.notices.settleSign(em, now, { id, by, reason: note });
    }
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'sign.settled',
        outcome: refusal ? 'refused' : 'done',
        facts: { signId: id, kind: sign.kind, to: state, ...(refusal && { code: refusal.code }) },
      },
    );
    return refusal ?? { resourceId: id, result: undefined };
  }
}
