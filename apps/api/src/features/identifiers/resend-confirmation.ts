import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from '../cases/index.ts';
import { ChallengeBook } from '../verification/index.ts';
import { findChange, settled } from './changes-of-case.ts';
import { confirmationChallenge } from './confirmation.ts';

/** Asks the holder of a new e-mail once more to confirm it. What was sent before stops working; tries are not reset. */
@Injectable()
export class ResendConfirmation {
  constructor(
    private readonly desk: CaseDesk,
    private readonly book: ChallengeBook,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { caseId, changeId }: { caseId: string; changeId: string },
  ): Promise<Done | Refusal> {
    const change = await findChange(em, caseId, changeId);
    if (!change) return { code: 'not-found' };
    const { accountId, identifierId } = change;
    const query = { action: 'resend-confirmation', accountId, identifierId } as const;
    const over = settled(change);
    if (over) {
      await this.desk.refused(em, now, context, caseId, query, over);
      return over;
    }
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const account = situation.accounts.find(({ id }) => id === accountId);
    const pending = situation.pendingChanges.find(({ id }) => id === changeId);
    if (!account || !pending) throw new Error('The rules allow this for a pending change of the case only.');
    const asked = {
      account,
      identifierId,
      changeId,
      caseId,
      requestedBy: context.principal.id,
      email: pending.email,
    };
    const issued = await this.book.issue(em, now, situation.policy, confirmationChallenge(asked));
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
        action: 'identifier.confirmation-resent',
        facts: { changeId, identifierId },
      },
    );
    return { resourceId: issued.id, result: undefined };
  }
}
