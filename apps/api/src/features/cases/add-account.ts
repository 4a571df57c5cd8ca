import type { AddAccountRequest } from '@relink/contract';
import { isRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AccountReader } from '../accounts/index.ts';
import { PrivateContacts } from '../agents/index.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk, type CaseSituation } from './case-desk.ts';
import { CaseAccountEntity, CaseEntity } from './case.entity.ts';

/** An agent says that the caller claims an account, or that another one is the caller's duplicate. */
@Injectable()
export class AddAccount {
  constructor(
    private readonly desk: CaseDesk,
    private readonly accounts: AccountReader,
    private readonly audit: AuditLog,
    private readonly privateContacts: PrivateContacts,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { accountId, role }: AddAccountRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'add-account', accountId: null } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const refusal = await this.refusalFor(em, situation, accountId, role);
    if (refusal) {
      await this.desk.refused(em, now, context, caseId, { ...query, accountId }, refusal);
      return refusal;
    }
    await em.insert(CaseAccountEntity, { caseId, accountId, role, emailReportedLost: false, addedAt: now });
    await em.update(CaseEntity, { id: caseId }, { updatedAt: now });
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'case.account-added', origin: 'case', caseId, accountId, facts: { role } },
    );
    return { resourceId: caseId, result: undefined };
  }

  private async refusalFor(
    em: EntityManager,
    situation: CaseSituation,
    accountId: string,
    role: AddAccountRequest['role'],
  ): Promise<Refusal | null> {
    const [account] = await this.accounts.facts(em, [accountId], situation.now);
    if (account?.realm !== situation.realm)
      return { code: 'invalid-input', errors: { accountId: 'There is no such account.' } };
    // A tombstone has nothing to give back; a suspended or closed account may well be the one claimed.
    if (account.status === 'merged') return refuse('account-not-active');
    if (await this.privateContacts.isCarriedBy(em, situation.agent.id, account))
      return refuse('private-contact');
    if (situation.caseAccounts.some((known) => known.accountId === accountId))
      return refuse('account-already-in-case');
    if (role === 'claimed' && situation.caseAccounts.some((known) => known.role === 'claimed'))
      return refuse('claimed-account-exists');
    return null;
  }
}
