import { isRefusal, type PhoneEffect, planLoginCancellation, type Refusal } from '@relink/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { AuditLog } from '../audit/index.ts';
import { type Challenge, type Confirmed, Confirmations } from '../verification/index.ts';
import { AskHolder } from './ask-holder.ts';
import { ExecutePlan } from './execute-plan.ts';
import { HoldChange } from './hold-change.ts';
import { type ConfirmedPhone, JudgePhone, type JudgedPhone } from './judge-phone.ts';
import { findWaiting } from './logins.repository.ts';

const CONFIRM = {
  name: 'phone_change_confirm',
  text: `update identifier_change set confirmed_at = coalesce(confirmed_at, $2) where id = $1 and state = 'pending'
         returning account_id as "accountId", identifier_id as "identifierId", id as "changeId", case_id as "caseId",
                   requested_at as "requestedAt"`,
};
const FIND_CONFIRMED = {
  name: 'phone_change_confirmed',
  text: `select account_id as "accountId", identifier_id as "identifierId", id as "changeId", case_id as "caseId",
           requested_at as "requestedAt"
         from identifier_change where id = $1 and state = 'pending' and confirmed_at is not null`,
};

/**
 * What a confirmed phone brings about: it becomes the account's login, and leaves its other account in the same
 * transaction; or that account is asked first, and this goes on when it has agreed.
 */
@Injectable()
export class ConfirmPhone implements OnModuleInit {
  constructor(
    private readonly confirmations: Confirmations,
    private readonly judge: JudgePhone,
    private readonly askHolder: AskHolder,
    private readonly executor: ExecutePlan,
    private readonly hold: HoldChange,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.confirmations.onPhoneConfirmed((...confirmed) => this.confirm(...confirmed));
    this.confirmations.onAgreed((...agreed) => this.agree(...agreed));
  }

  /** Judges a confirmed phone again, whose other account was asked: it takes effect by now, or that account is asked anew. */
  async again(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    changeId: string | null,
  ): Promise<Confirmed | Refusal> {
    const [confirmed] = await runNamed<ConfirmedPhone>(em, FIND_CONFIRMED, [changeId]);
    return confirmed ? this.judgeAndAct(em, now, context, confirmed) : { code: 'code-not-accepted' };
  }

  private agree(em: EntityManager, now: Date, context: RequestContext, { change_id: changeId }: Challenge) {
    return this.again(em, now, context, changeId);
  }

  private async confirm(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    { change_id: changeId }: Challenge,
  ): Promise<Confirmed | Refusal> {
    const [confirmed] = await runNamed<ConfirmedPhone>(em, CONFIRM, [changeId, now]);
    if (!confirmed) return { code: 'code-not-accepted' };
    const { identifierId } = confirmed;
    const facts = { changeId, identifierId };
    await this.record(em, now, context, confirmed, { action: 'identifier.phone-confirmed', facts });
    return this.judgeAndAct(em, now, context, confirmed);
  }

  private async judgeAndAct(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    confirmed: ConfirmedPhone,
  ): Promise<Confirmed | Refusal> {
    const judged = await this.judge.run(em, now, confirmed);
    const { verdict } = judged;
    if (isRefusal(verdict)) return this.refuse(em, now, context, confirmed, judged, verdict);
    if (verdict.do === 'ask-holder') {
      const refusal = await this.askHolder.run(em, now, context, confirmed, judged, verdict);
      return refusal ?? 'waits-for-agreement';
    }
    const { account, phone, policy } = judged;
    const { changeId, identifierId, caseId } = confirmed;
    const on = { account, changeId, identifierId, newValue: phone.normalised, caseId, policy };
    const reasons = await this.hold.reasons(em, now, on);
    if (reasons.length > 0) return this.hold.run(em, now, context, on, reasons);
    await this.takeEffect(em, now, context, confirmed, judged, verdict);
    return 'done';
  }

  private async takeEffect(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    confirmed: ConfirmedPhone,
    { account, phone, holder, policy }: JudgedPhone,
    { plan }: Extract<PhoneEffect, { do: 'take-effect' }>,
  ): Promise<void> {
    const { changeId, caseId, identifierId } = confirmed;
    const { planHash } = await this.executor.run(em, now, context, plan, {
      accounts: holder === null ? [account] : [account, holder],
      policy,
      origin: 'portal',
      caseId,
      requestedBy: null,
      added: { kind: 'phone', value: phone.value, normalised: phone.normalised, alias: null },
    });
    const facts = { planHash, changeId, identifierId, policyVersion: policy.version };
    await this.record(em, now, context, confirmed, {
      action: 'identifier.phone-effective',
      facts: { ...facts, ...(holder !== null && { fromAccountId: holder.id }) },
      before: { phone: phone.value, state: 'pending' },
      after: { phone: phone.value, state: 'verified' },
    });
  }

  /** A number that its other account cannot give up is let go: nobody else has to wait for its claim to run out. */
  private async refuse(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    confirmed: ConfirmedPhone,
    { account, policy }: JudgedPhone,
    refusal: Refusal,
  ): Promise<Refusal> {
    const { changeId, identifierId, caseId } = confirmed;
    const facts = { code: refusal.code, identifierId, changeId };
    await this.record(em, now, context, confirmed, {
      action: 'identifier.phone-effective',
      outcome: 'refused',
      facts,
    });
    if (refusal.code !== 'phone-in-use') return refusal;
    const pending = (await findWaiting(em, account.id, ['phone'])).find(({ id }) => id === changeId);
    if (!pending) throw new Error('What was judged a moment ago waits on its locked account.');
    await this.executor.run(em, now, context, planLoginCancellation(account, pending, now), {
      accounts: [account],
      policy,
      origin: 'portal',
      caseId,
      requestedBy: null,
      added: null,
    });
    return refusal;
  }

  private record(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    { accountId, caseId }: ConfirmedPhone,
    entry: Omit<Parameters<AuditLog['record']>[2], 'accountId' | 'caseId' | 'origin'>,
  ): Promise<unknown> {
    return this.audit.record(
      em,
      { ...context, now },
      {
        origin: 'portal',
        ...(caseId !== null && { caseId }),
        accountId,
        ...entry,
      },
    );
  }
}
