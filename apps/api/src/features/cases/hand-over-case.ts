import type { HandOverRequest } from '@relink/contract';
import { isRefusal, nextCaseState, type Refusal, resetsAssurance } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk, type CaseSituation } from './case-desk.ts';
import { CaseEntity } from './case.entity.ts';
import { writeNote } from './write-note.ts';

/** A case goes to another agent, who has to verify the caller anew. */
@Injectable()
export class HandOverCase {
  constructor(
    private readonly desk: CaseDesk,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { agentId, reason }: HandOverRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'hand-over', accountId: null } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const state =
      (await receiverRefusal(em, situation, agentId)) ?? nextCaseState(situation.case.state, 'hand-over');
    if (isRefusal(state)) {
      await this.desk.refused(em, now, context, caseId, query, state);
      return state;
    }
    await writeNote(em, now, { caseId, agentId: context.principal.id, body: reason });
    const from = situation.case.agentId;
    await em.update(
      CaseEntity,
      { id: caseId },
      {
        state,
        agentId,
        formerAgentIds: [...new Set([...situation.record.agentIds, ...(from === null ? [] : [from])])],
        ...(resetsAssurance('hand-over') && { assuranceResetAt: now }),
        updatedAt: now,
      },
    );
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'case.handed-over', origin: 'case', caseId, facts: { from, to: agentId } },
    );
    return { resourceId: caseId, result: undefined };
  }
}

async function receiverRefusal(
  em: EntityManager,
  situation: CaseSituation,
  agentId: string,
): Promise<Refusal | null> {
  if (agentId === situation.case.agentId)
    return { code: 'invalid-input', errors: { agentId: 'It is this agent’s case already.' } };
  const active = await runSql(em, 'select 1 from agent where id = $1 and disabled_at is null', [agentId]);
  return active.length > 0
    ? null
    : { code: 'invalid-input', errors: { agentId: 'There is no such agent at the desk.' } };
}
