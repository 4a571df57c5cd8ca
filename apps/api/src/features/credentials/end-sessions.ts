import { isRefusal, notifiedContacts, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from '../cases/index.ts';
import { TellContacts } from '../identifiers/index.ts';
import { endCustomerSessionsOf } from './customer-sessions.ts';

/** Signs a customer out everywhere, and tells every contact on file when there was a session to end. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly desk: CaseDesk,
    private readonly tell: TellContacts,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    accountId: string,
  ): Promise<Done<{ ended: number }> | Refusal> {
    const query = { action: 'end-sessions', accountId } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const { accounts, policy } = situation;
    const account = accounts.find(({ id }) => id === accountId);
    if (!account) throw new Error('The rules allow this for an account of the case only.');
    const ended = await endCustomerSessionsOf(em, now, accountId);
    const contacts = ended === 0 ? [] : notifiedContacts(account.identifiers, now, policy, []);
    await this.tell.run(em, now, { template: 'sessions-ended', contacts, accounts, caseId, params: {} });
    await this.audit.record(
      em,
      { ...context, now },
      {
        caseId,
        accountId,
        origin: 'case',
        action: 'session.ended',
        facts: { ended, told: contacts.length, policyVersion: policy.version },
      },
    );
    return { resourceId: accountId, result: { ended } };
  }
}
