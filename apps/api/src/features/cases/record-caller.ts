import type { RecordCallerRequest } from '@relink/contract';
import { callerResetsAssurance, isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { keepCaller } from './case-callers.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseEntity } from './case.entity.ts';
import { supersedeEvidenceCodes } from './distrust-callers.ts';

/** Somebody is on the line: the same person again, who goes on, or another, of whom nothing is proven. */
@Injectable()
export class RecordCaller {
  constructor(
    private readonly desk: CaseDesk,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { channel, caller, samePerson = false }: RecordCallerRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'record-caller', accountId: null } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const from = situation.case.caller;
    const resets = callerResetsAssurance(from, { caller, samePerson });
    await keepCaller(em, now, { caseId, channel, caller, agentId: context.principal.id });
    if (resets) await supersedeEvidenceCodes(em, now, [caseId]);
    await em.update(CaseEntity, { id: caseId }, { updatedAt: now, ...(resets && { assuranceResetAt: now }) });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'case.caller-recorded',
        origin: 'case',
        caseId,
        facts: { channel, from, caller, samePerson, assuranceReset: resets },
      },
    );
    return { resourceId: caseId, result: undefined };
  }
}
