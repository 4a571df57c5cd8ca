import type { ReopenCaseRequest } from '@relink/contract';
import { isRefusal, nextCaseState, type Refusal, resetsAssurance } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseEntity } from './case.entity.ts';
import { supersedeEvidenceCodes } from './distrust-callers.ts';
import { writeNote } from './write-note.ts';

/** A closed case goes on, with a reason. Who is calling has to be verified anew. */
@Injectable()
export class ReopenCase {
  constructor(
    private readonly desk: CaseDesk,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { reason }: ReopenCaseRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'reopen', accountId: null } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const state = nextCaseState(situation.case.state, 'reopen');
    if (isRefusal(state)) {
      await this.desk.refused(em, now, context, caseId, query, state);
      return state;
    }
    const { outcome } = situation.record;
    await writeNote(em, now, { caseId, agentId: context.principal.id, body: reason });
    await supersedeEvidenceCodes(em, now, [caseId]);
    await em.update(
      CaseEntity,
      { id: caseId },
      {
        state,
        outcome: null,
        closedAt: null,
        updatedAt: now,
        ...(resetsAssurance('reopen') && { assuranceResetAt: now }),
      },
    );
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'case.reopened', origin: 'case', caseId, facts: { outcome } },
    );
    return { resourceId: caseId, result: undefined };
  }
}
