import type { StopChangesRequest } from '@relink/contract';
import { refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../../platform/database/named-statement.ts';
import { awaitChangesUnderWay, changesStopped } from '../../platform/policy/changes-gate.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';

/** Stops all changes of all agents: from its answer on, none is carried out. */
@Injectable()
export class StopChanges {
  constructor(private readonly audit: AuditLog) {}

  /** Refusal: `changes-already-stopped`. */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { reason }: StopChangesRequest,
  ): Promise<Done<null> | Refusal> {
    await awaitChangesUnderWay(em);
    if (await changesStopped(em)) return refuse('changes-already-stopped');
    const id = uuidv7();
    await runSql(em, 'insert into change_stop (id, stopped_at, stopped_by, reason) values ($1, $2, $3, $4)', [
      id,
      now,
      context.principal.id,
      reason,
    ]);
    await this.audit.record(em, { ...context, now }, { action: 'changes.stopped', facts: { id, reason } });
    return { resourceId: id, result: null };
  }
}
