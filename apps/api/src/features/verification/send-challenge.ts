import type { SendChallengeRequest } from '@relink/contract';
import { codeDestination, isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from '../cases/index.ts';
import { ChallengeBook } from './challenge-book.ts';

const TEMPLATES = {
  evidence: 'evidence-code',
  spoken: 'spoken-code',
  'identifier-move': 'identifier-move-code',
} as const;

/** Sends a one-time code to a contact on file. The desk never sees it. */
@Injectable()
export class SendChallenge {
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
    { accountId, identifierId, purpose }: SendChallengeRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'send-code', accountId, identifierId, purpose } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const account = situation.accounts.find(({ id }) => id === accountId);
    const identifier = account?.identifiers.find(({ id }) => id === identifierId);
    if (!account || !identifier) throw new Error('The rules allow this for a contact of the case only.');
    const destination = codeDestination(identifier, account, now, situation.policy);
    if (isRefusal(destination))
      throw new Error('The rules allow this for a contact that may get a code only.');
    const issued = await this.book.issue(em, now, situation.policy, {
      purpose,
      template: TEMPLATES[purpose],
      realm: account.realm,
      language: account.language,
      accountId,
      caseId,
      identifierId,
      changeId: null,
      destination: identifier.normalised,
      method: destination.method,
      proves: destination.proves,
      needsLastOrder: destination.needsLastOrder,
      requestedBy: context.principal.id,
      linkPage: null,
    });
    if (isRefusal(issued)) {
      await this.desk.refused(em, now, context, caseId, query, issued);
      return issued;
    }
    const facts = {
      purpose,
      identifierId,
      method: destination.method,
      policyVersion: situation.policy.version,
    };
    await this.audit.record(
      em,
      { ...context, now },
      {
        caseId,
        accountId,
        origin: 'case',
        action: 'challenge.sent',
        facts,
      },
    );
    return { resourceId: issued.id, result: undefined };
  }
}
