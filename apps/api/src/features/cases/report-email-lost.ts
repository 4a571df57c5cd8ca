import { isRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from './case-desk.ts';
import { CaseAccountEntity, CaseEntity } from './case.entity.ts';

const AUDITED_AS = 'case.email-reported-lost';

/** The caller says that the mailbox of the claimed account's e-mail is lost: it proves nothing in this case any more. */
@Injectable()
export class ReportEmailLost {
  constructor(
    private readonly desk: CaseDesk,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { accountId }: { accountId: string },
  ): Promise<Done | Refusal> {
    // What may be written into a case is what adding an account to it asks for.
    const query = { action: 'add-account', accountId: null } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query, AUDITED_AS);
    if (isRefusal(situation)) return situation;
    if (!situation.caseAccounts.some((known) => known.accountId === accountId && known.role === 'claimed')) {
      const refusal = refuse('account-not-in-case');
      await this.desk.refused(em, now, context, caseId, { ...query, accountId }, refusal, AUDITED_AS);
      return refusal;
    }
    await em.update(CaseAccountEntity, { caseId, accountId }, { emailReportedLost: true });
    await em.update(CaseEntity, { id: caseId }, { updatedAt: now });
    await this.audit.record(
      em,
      { ...context, now },
      { action: AUDITED_AS, origin: 'case', caseId, accountId },
    );
    return { resourceId: caseId, result: undefined };
  }
}
