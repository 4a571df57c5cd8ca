import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseEntity } from './case.entity.ts';

/** An agent makes a case their own that nobody has taken: a call-back. Of two who try, one gets it. */
@Injectable()
export class TakeCase {
  constructor(
    private readonly desk: CaseDesk,
    private readonly audit: AuditLog,
  ) {}

  async run(em: EntityManager, now: Date, context: AgentContext, caseId: string): Promise<Done | Refusal> {
    const situation = await this.desk.enter(em, now, context, caseId, { action: 'take', accountId: null });
    if (isRefusal(situation)) return situation;
    await em.update(CaseEntity, { id: caseId }, { agentId: context.principal.id, updatedAt: now });
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'case.taken', origin: 'case', caseId, facts: { agentId: context.principal.id } },
    );
    return { resourceId: caseId, result: undefined };
  }
}
