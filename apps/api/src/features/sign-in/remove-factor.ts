import { refuse, type Refusal, whyNotRemove } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { Factors } from './factors.ts';

/** Removes one of an agent's own factors: never the last of somebody who must have one. */
@Injectable()
export class RemoveFactor {
  constructor(
    private readonly factors: Factors,
    private readonly audit: AuditLog,
  ) {}

  async run(em: EntityManager, now: Date, context: AgentContext, id: string): Promise<Done<null> | Refusal> {
    const { id: agentId, role, session } = context.principal;
    // Two of the last two at once: the second waits here and finds one left.
    await runSql(em, 'select from agent where id = $1 for no key update', [agentId]);
    const enrolled = await this.factors.list(em, agentId);
    const factor = enrolled.find((each) => each.id === id);
    if (!factor) return refuse('not-found');
    const facts = { agentId, factorId: id, kind: factor.kind };
    const refused = whyNotRemove({ role, demo: session.demo }, enrolled.length);
    await this.audit.record(
      em,
      { ...context, now },
      refused
        ? { action: 'factor.removed', outcome: 'refused', facts: { ...facts, code: refused.code } }
        : { action: 'factor.removed', facts },
    );
    if (refused) return refused;
    await runSql(em, 'delete from agent_factor where id = $1', [id]);
    return { resourceId: agentId, result: null };
  }
}
