import type { StopChangesRequest } from '@relink/contract';
import { refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';

/** Opens changes again. */
@Injectable()
export class LiftChangeStop {
  constructor(private readonly audit: AuditLog) {}

  /** Refusals: `not-found`, `changes-not-stopped` when it was lifted before. */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    id: string,
    { reason }: StopChangesRequest,
  ): Promise<Done<null> | Refusal> {
    const [stop] = await runSql<{ lifted: boolean }>(
      em,
      'select lifted_at is not null as lifted from change_stop where id = $1 for update',
      [id],
    );
    if (!stop) return refuse('not-found');
    if (stop.lifted) return refuse('changes-not-stopped');
    await runSql(
      em,
      'update change_stop set lifted_at = $2, lifted_by = $3, lift_reason = $4 where id = $1',
      [id, now, context.principal.id, reason],
    );
    await this.audit.record(em, { ...context, now }, { action: 'changes.opened', facts: { id, reason } });
    return { resourceId: id, result: null };
  }
}
