import { isRefusal, nextCaseState } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { AuditLog } from '../audit/index.ts';

/** Named for the benchmark's floor, which runs the very same. */
export const RESUME_CASE = {
  name: 'case_resume',
  text: `update recovery_case set state = $3, due_at = null, updated_at = $2
          where id = $1 and state = 'waiting-for-customer' returning id`,
};

/** A case that waited for its customer is open again: they answered on the portal, or its agent goes on with it. */
@Injectable()
export class ResumeCase {
  constructor(private readonly audit: AuditLog) {}

  /** The case has to be locked before its accounts are. Does nothing to a case that does not wait for its customer. */
  async run(em: EntityManager, now: Date, context: RequestContext, caseId: string): Promise<void> {
    const state = nextCaseState('waiting-for-customer', 'customer-answered');
    if (isRefusal(state)) throw new Error('A case that waits for its customer takes their answer.');
    if ((await runNamed(em, RESUME_CASE, [caseId, now, state])).length === 0) return;
    const by = context.principal.kind === 'agent' ? 'agent' : 'customer';
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'case.resumed', origin: by === 'agent' ? 'case' : 'portal', caseId, facts: { by } },
    );
  }
}
