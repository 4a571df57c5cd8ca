import type { CloseCaseRequest } from '@relink/contract';
import { isRefusal, nextCaseState, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseEntity } from './case.entity.ts';
import { writeNote } from './write-note.ts';

/** An agent ends a case with what came of it. */
@Injectable()
export class CloseCase {
  constructor(
    private readonly desk: CaseDesk,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { outcome, note }: CloseCaseRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'close', accountId: null } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const from = situation.case.state;
    const state = nextCaseState(from, 'close');
    if (isRefusal(state)) {
      await this.desk.refused(em, now, context, caseId, query, state);
      return state;
    }
    if (note !== undefined) await writeNote(em, now, { caseId, agentId: context.principal.id, body: note });
    await em.update(
      CaseEntity,
      { id: caseId },
      { state, outcome, dueAt: null, closedAt: now, updatedAt: now },
    );
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'case.closed', origin: 'case', caseId, facts: { from, outcome } },
    );
    return { resourceId: caseId, result: undefined };
  }
}
