import { isAhead, isRefusal, planLoginCancellation, type Policy, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CustomerContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { ChallengeBook } from '../verification/index.ts';
import { ConfirmPhone } from './confirm-phone.ts';
import { confirmationChallenge } from './confirmation.ts';
import { ExecutePlan } from './execute-plan.ts';
import { findWaiting, type WaitingChange } from './logins.repository.ts';

type Asked = { readonly account: AccountRecord; readonly policy: Policy; readonly changeId: string };

/** What a customer does about the e-mail or phone they asked for themselves. One that a case asked for is the case's. */
@Injectable()
export class WaitingOnPortal {
  constructor(
    private readonly book: ChallengeBook,
    private readonly executor: ExecutePlan,
    private readonly confirmPhone: ConfirmPhone,
    private readonly audit: AuditLog,
  ) {}

  /** Gives it up. Refusal: not-found. */
  async cancel(
    em: EntityManager,
    now: Date,
    context: CustomerContext,
    { account, policy, changeId }: Asked,
  ): Promise<Done | Refusal> {
    const waiting = await this.find(em, account.id, changeId);
    if (!waiting) return { code: 'not-found' };
    const { identifierId, kind, value } = waiting;
    const plan = planLoginCancellation(account, waiting, now);
    const { planHash } = await this.executor.run(em, now, context, plan, {
      accounts: [account],
      policy,
      origin: 'portal',
      caseId: null,
      requestedBy: null,
      added: null,
    });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: `identifier.${kind}-cancelled`,
        origin: 'portal',
        accountId: account.id,
        facts: { planHash, changeId, identifierId },
        before: { [kind]: value, state: 'pending' },
        after: { state: 'cancelled' },
      },
    );
    return { resourceId: changeId, result: undefined };
  }

  /**
   * Sends its code again; or, where that was answered, asks the phone's other account again. Refusals: not-found,
   * change-already-pending for one that is held, and those of the limits of codes.
   */
  async resend(
    em: EntityManager,
    now: Date,
    context: CustomerContext,
    { account, policy, changeId }: Asked,
  ): Promise<Done | Refusal> {
    const waiting = await this.find(em, account.id, changeId);
    if (!waiting || !isAhead(waiting.expiresAt, now)) return { code: 'not-found' };
    if (waiting.heldUntil !== null) {
      return { code: 'change-already-pending', details: { until: waiting.heldUntil } };
    }
    const { identifierId, kind, value: normalised, confirmedAt } = waiting;
    const asked = { account, identifierId, changeId, caseId: null, requestedBy: null, kind, normalised };
    const challenge = confirmationChallenge(asked);
    const sent =
      confirmedAt !== null
        ? await this.confirmPhone.again(em, now, context, changeId)
        : ((await this.book.limits(em, now, policy, challenge)) ??
          (await this.book.issue(em, now, policy, challenge)));
    if (isRefusal(sent)) return sent;
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'identifier.confirmation-resent',
        origin: 'portal',
        accountId: account.id,
        facts: { changeId, identifierId },
      },
    );
    return { resourceId: changeId, result: undefined };
  }

  private async find(
    em: EntityManager,
    accountId: string,
    changeId: string,
  ): Promise<WaitingChange | undefined> {
    const waiting = await findWaiting(em, accountId, ['email', 'phone']);
    return waiting.find(({ id, caseId }) => id === changeId && caseId === null);
  }
}
