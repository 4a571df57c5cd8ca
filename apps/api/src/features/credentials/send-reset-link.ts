import type { SendResetLinkRequest } from '@relink/contract';
import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from '../cases/index.ts';
import { ChallengeBook } from '../verification/index.ts';
import { resetChallenge } from './reset-challenge.ts';

/** Sends a customer what a new password is set with, to an e-mail that signs in. The desk never sees it. */
@Injectable()
export class SendResetLink {
  constructor(
    private readonly desk: CaseDesk,
    private readonly book: ChallengeBook,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { accountId, identifierId }: SendResetLinkRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'send-reset-link', accountId, identifierId } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const account = situation.accounts.find(({ id }) => id === accountId);
    const email = account?.identifiers.find(({ id }) => id === identifierId);
    if (!account || !email)
      throw new Error('The rules allow this for an e-mail of an account of the case only.');
    const challenge = resetChallenge(account, email, { caseId, requestedBy: context.principal.id });
    const issued = await this.book.issue(em, now, situation.policy, challenge);
    if (isRefusal(issued)) {
      await this.desk.refused(em, now, context, caseId, query, issued);
      return issued;
    }
    await this.audit.record(
      em,
      { ...context, now },
      {
        caseId,
        accountId,
        origin: 'case',
        action: 'credential.reset-sent',
        facts: { identifierId, policyVersion: situation.policy.version },
      },
    );
    return { resourceId: issued.id, result: undefined };
  }
}
