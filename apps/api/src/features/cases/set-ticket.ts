import type { SetTicketRequest } from '@relink/contract';
import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseEntity } from './case.entity.ts';

/** The shop's own number for this contact is written down, corrected or taken away. */
@Injectable()
export class SetTicket {
  constructor(
    private readonly desk: CaseDesk,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { ticket }: SetTicketRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'set-ticket', accountId: null } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    await em.update(CaseEntity, { id: caseId }, { ticket, updatedAt: now });
    // A ticket number is the shop's, but somebody may type anything there: the event says only that there was one.
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'case.ticket-set',
        origin: 'case',
        caseId,
        facts: { hadTicket: situation.record.ticket !== '', withTicket: ticket !== '' },
      },
    );
    return { resourceId: caseId, result: undefined };
  }
}
