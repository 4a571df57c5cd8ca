import type { AddAccountRequest } from '@relink/contract';
import { givesSearchesBack, isRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AgentLooks } from '../../platform/looks/agent-looks.ts';
import { AccountReader, type AccountRecord } from '../accounts/index.ts';
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
    private readonly looks: AgentLooks,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { accountId: asked, role }: AddAccountRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'add-account', accountId: null } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    // A tombstone has nothing to give back: its survivor is meant.
    const account = await this.accounts.living(em, asked, now);
    const accountId = account?.id ?? asked;
    const refusal = await this.refusalFor(em, situation, account, role);
    if (refusal) {
      await this.desk.refused(em, now, context, caseId, { ...query, accountId }, refusal);
      return refusal;
    }
    await em.insert(CaseAccountEntity, { caseId, accountId, role, emailReportedLost: false, addedAt: now });
    if (givesSearchesBack(situation.caseAccounts.length))
      await this.looks.giveBack(em, { ...context, now }, accountId, situation.policy);
    await em.update(CaseEntity, { id: caseId }, { updatedAt: now });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'case.account-added',
        origin: 'case',
        caseId,
        accountId,
        facts: { role, ...(accountId !== asked && { leadsFrom: asked }) },
      },
    );
    return { resourceId: caseId, result: undefined };
  }

  private async refusalFor(
    em: EntityManager,
    situation: CaseSituation,
    account: AccountRecord | undefined,
    role: AddAccountRequest['role'],
  ): Promise<Refusal | null> {
    if (account?.realm !== situation.realm)
      return { code: 'invalid-input', errors: { accountId: 'There is no such account.' } };
    // A suspended or closed account may well be the one claimed.
    if (await this.privateContacts.isCarriedBy(em, situation.agent.id, account))
      return refuse('private-contact');
    if (situation.caseAccounts.some((known) => known.accountId === account.id))
      return refuse('account-already-in-case');
    if (role === 'claimed' && situation.caseAccounts.some((known) => known.role === 'claimed'))
      return refuse('claimed-account-exists');
    return null;
  }
}
