import { isRefusal, planLoginCancellation, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { EnterPendingChange } from './enter-pending-change.ts';
import { ExecutePlan } from './execute-plan.ts';

/** Gives up an e-mail or phone that waits for its confirmation, and says why. Its code and link then confirm nothing. */
@Injectable()
export class CancelReassignment {
  constructor(
    private readonly enter: EnterPendingChange,
    private readonly executor: ExecutePlan,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { caseId, changeId, reason }: { caseId: string; changeId: string; reason: string },
  ): Promise<Done | Refusal> {
    const entered = await this.enter.run(em, now, context, 'cancel-reassignment', { caseId, changeId });
    if (isRefusal(entered)) return entered;
    const { situation, account, pending } = entered;
    const { accountId, identifierId } = entered.query;
    const { planHash } = await this.executor.run(
      em,
      now,
      context,
      planLoginCancellation(account, pending, now),
      {
        accounts: situation.accounts,
        policy: situation.policy,
        origin: 'case',
        caseId,
        requestedBy: context.principal.id,
        added: null,
      },
    );
    await this.audit.record(
      em,
      { ...context, now },
      {
        caseId,
        accountId,
        origin: 'case',
        action: `identifier.${pending.kind}-cancelled`,
        facts: { planHash, changeId, identifierId },
        before: { [pending.kind]: pending.value, state: 'pending' },
        after: { state: 'cancelled', reason },
      },
    );
    return { resourceId: changeId, result: undefined };
  }
}
