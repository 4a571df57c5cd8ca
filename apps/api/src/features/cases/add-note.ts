import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseEntity } from './case.entity.ts';
import { dropDraft } from './keep-draft.ts';
import { writeNote } from './write-note.ts';

/** Somebody writes down what a case's next reader should know. */
@Injectable()
export class AddNote {
  constructor(
    private readonly desk: CaseDesk,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { body }: { body: string },
  ): Promise<Done | Refusal> {
    const query = { action: 'add-note', accountId: null } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const noteId = await writeNote(em, now, { caseId, agentId: context.principal.id, body });
    await dropDraft(em, caseId, context.principal.id);
    await em.update(CaseEntity, { id: caseId }, { updatedAt: now });
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'case.note-added', origin: 'case', caseId, facts: { noteId } },
    );
    return { resourceId: caseId, result: undefined };
  }
}
