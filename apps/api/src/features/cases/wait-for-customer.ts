import type { WaitRequest } from '@relink/contract';
import { dueRefusal, isRefusal, nextCaseState, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseEntity } from './case.entity.ts';
import { writeNote } from './write-note.ts';

/** The next step is the customer's: the case waits for it until a due time. */
@Injectable()
export class WaitForCustomer {
  constructor(
    private readonly desk: CaseDesk,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { dueAt, note }: WaitRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'wait-for-customer', accountId: null } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const from = situation.case.state;
    const state = dueRefusal(dueAt, now, situation.policy) ?? nextCaseState(from, 'wait-for-customer');
    if (isRefusal(state)) {
      await this.desk.refused(em, now, context, caseId, query, state);
      return state;
    }
    if (note !== undefined) await writeNote(em, now, { caseId, agentId: context.principal.id, body: note });
    const due = new Date(dueAt);
    await em.update(CaseEntity, { id: caseId }, { state, dueAt: due, updatedAt: now });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'case.waiting-for-customer',
        origin: 'case',
        caseId,
        facts: { from, dueAt: due.toISOString(), withNote: note !== undefined },
      },
    );
    return { resourceId: caseId, result: undefined };
  }
}
