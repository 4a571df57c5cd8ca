import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from '../cases/index.ts';
import { ChallengeBook, type IssuedChallenge } from '../verification/index.ts';
import { EnterPendingChange } from './enter-pending-change.ts';
import { confirmationChallenge } from './confirmation.ts';
import { findWaiting } from './logins.repository.ts';

/** Asks the holder of a new e-mail or phone once more to confirm it. What was sent before stops working; tries are not reset. */
@Injectable()
export class ResendConfirmation {
  constructor(
    private readonly desk: CaseDesk,
    private readonly enter: EnterPendingChange,
    private readonly book: ChallengeBook,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { caseId, changeId }: { caseId: string; changeId: string },
  ): Promise<Done | Refusal> {
    const entered = await this.enter.run(em, now, context, 'resend-confirmation', { caseId, changeId });
    if (isRefusal(entered)) return entered;
    const { query, situation, account, pending } = entered;
    const { accountId, identifierId } = query;
    const asked = {
      account,
      identifierId,
      changeId,
      caseId,
      requestedBy: context.principal.id,
      kind: pending.kind,
      normalised: pending.value,
    };
    const [waiting] = await findWaiting(em, accountId, [pending.kind]);
    // Confirmed already: its other account was asked, which is none of this case's.
    const issued: Refusal | IssuedChallenge =
      waiting?.confirmedAt instanceof Date
        ? { code: 'phone-holder-must-agree' }
        : await this.book.issue(em, now, situation.policy, confirmationChallenge(asked));
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
