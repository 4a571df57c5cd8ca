import { isRefusal, planEmailEffect, type Refusal } from '@relink/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AccountReader } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { type Challenge, type Confirmed, Confirmations, isRecoveryLocked } from '../verification/index.ts';
import { findClaim, findHolder } from './logins.repository.ts';
import { ExecutePlan } from './execute-plan.ts';
import { HoldChange } from './hold-change.ts';

/** What a confirmed e-mail brings about: it becomes the account's login, if all that was asked for still stands. */
@Injectable()
export class ConfirmEmail implements OnModuleInit {
  constructor(
    private readonly confirmations: Confirmations,
    private readonly accounts: AccountReader,
    private readonly policy: PolicyInForce,
    private readonly executor: ExecutePlan,
    private readonly hold: HoldChange,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.confirmations.onEmailConfirmed((...confirmed) => this.run(...confirmed));
  }

  async run(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    { account_id: accountId, identifier_id: identifierId, case_id: caseId, change_id: changeId }: Challenge,
  ): Promise<Confirmed | Refusal> {
    if (accountId === null || identifierId === null || changeId === null)
      throw new Error('A confirmation names what it confirms.');
    const [account] = await this.accounts.lock(em, [accountId], now);
    if (!account)
      throw new Error('The account of a challenge exists: the challenge holds a reference to it.');
    const email = account.identifiers.find(({ id }) => id === identifierId);
    if (!email) throw new Error('The identifier of a confirmation is of its account.');
    const policy = await this.policy.read(em);
    const plan = planEmailEffect({
      account,
      identifierId,
      claim: await findClaim(em, account.realm, 'email', email.normalised),
      holderAccountId: (await findHolder(em, account.realm, 'email', email.normalised))?.accountId ?? null,
      guarded: await isRecoveryLocked(em, now, accountId),
      now,
      policy,
    });
    const event = {
      action: 'identifier.email-effective',
      origin: 'portal',
      ...(caseId !== null && { caseId }),
      accountId,
    } as const;
    if (isRefusal(plan)) {
      const facts = { code: plan.code, identifierId, changeId };
      await this.audit.record(em, { ...context, now }, { ...event, outcome: 'refused', facts });
      return plan;
    }
    const on = { account, changeId, identifierId, newValue: email.normalised, caseId, policy };
    const reasons = await this.hold.reasons(em, now, on);
    if (reasons.length > 0) return this.hold.run(em, now, context, on, reasons);
    const { planHash } = await this.executor.run(em, now, context, plan, {
      accounts: [account],
      policy,
      origin: 'portal',
      caseId,
      requestedBy: null,
      added: { kind: 'email', value: email.value, normalised: email.normalised, alias: null },
    });
    await this.audit.record(
      em,
      { ...context, now },
      {
        ...event,
        facts: { planHash, changeId, identifierId, policyVersion: policy.version },
        before: { email: email.value, state: 'pending' },
        after: { email: email.value, state: 'verified' },
      },
    );
    return 'done';
  }
}
