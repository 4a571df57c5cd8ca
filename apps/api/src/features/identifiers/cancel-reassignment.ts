import { isRefusal, planEmailCancellation, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from '../cases/index.ts';
import { findChange, settled } from './changes-of-case.ts';
import { ExecutePlan } from './execute-plan.ts';

/** Gives up an e-mail that waits for its confirmation, and says why. Its code and link then confirm nothing. */
@Injectable()
export class CancelReassignment {
  constructor(
    private readonly desk: CaseDesk,
    private readonly executor: ExecutePlan,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { caseId, changeId, reason }: { caseId: string; changeId: string; reason: string },
  ): Promise<Done | Refusal> {
    const change = await findChange(em, caseId, changeId);
    if (!change) return { code: 'not-found' };
    const { accountId, identifierId } = change;
    const query = { action: 'cancel-reassignment', accountId, identifierId } as const;
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
    const { planHash } = await this.executor.run(
      em,
      now,
      context,
      planEmailCancellation(account, pending, now),
      {
        accounts: situation.accounts,
        policy: situation.policy,
        origin: 'case',
        caseId,
        requestedBy: context.principal.id,
        email: null,
      },
    );
    await this.audit.record(
      em,
      { ...context, now },
      {
        caseId,
        accountId,
        origin: 'case',
        action: 'identifier.email-cancelled',
        facts: { planHash, changeId, identifierId },
        before: { email: pending.email, state: 'pending' },
        after: { state: 'cancelled', reason },
      },
    );
    return { resourceId: changeId, result: undefined };
  }
}
