import type { OpenCaseRequest } from '@relink/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { keepCaller } from './case-callers.ts';
import { insertCase } from './insert-case.ts';
import { writeNote } from './write-note.ts';

/** An agent takes up a customer's recovery. */
@Injectable()
export class OpenCase {
  constructor(private readonly audit: AuditLog) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { channel, ticket = '', note, caller = 'account-holder' }: OpenCaseRequest,
  ): Promise<Done> {
    const agentId = context.principal.id;
    const { id, reference } = await insertCase(em, now, { channel, ticket, agentId });
    await keepCaller(em, now, { caseId: id, channel, caller, agentId });
    if (note !== undefined) await writeNote(em, now, { caseId: id, agentId, body: note });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'case.opened',
        origin: 'case',
        caseId: id,
        facts: { reference, channel, caller, withTicket: ticket !== '', withNote: note !== undefined },
      },
    );
    return { resourceId: id, result: undefined };
  }
}
