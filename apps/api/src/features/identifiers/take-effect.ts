import { heldChangeRefusal, isRefusal, planChangeCancellation, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { changesStopped, passGate } from '../../platform/policy/changes-gate.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AccountReader } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { ExecutePlan, type Execution, type ExecutionContext } from './execute-plan.ts';
import { PlanChangeEffect, type PlannedEffect } from './plan-change-effect.ts';
import { asPending, readStoredChange, type StoredChange } from './stored-change.ts';

/** What became of a held change: it took effect, it was given up, it waits on while changes are stopped, or it does not wait (any more). */
export type Taken = 'effective' | 'cancelled' | 'stopped' | 'settled' | 'not-due';

/** What ends a held change: its due time, a supervisor's yes or no. It is judged anew in every case. */
@Injectable()
export class TakeEffect {
  constructor(
    private readonly accounts: AccountReader,
    private readonly policy: PolicyInForce,
    private readonly effect: PlanChangeEffect,
    private readonly executor: ExecutePlan,
    private readonly audit: AuditLog,
  ) {}

  /** At its due time. What happened to its accounts meanwhile makes it void, and its contacts are told. */
  async whenDue(em: EntityManager, now: Date, context: ExecutionContext, changeId: string): Promise<Taken> {
    await passGate(em);
    const before = await readStoredChange(em, changeId);
    if (!before) throw new Error('A change that is to take effect exists.');
    const planned = await this.effect.run(em, now, before, { lock: true });
    // Its account is locked only now.
    const change = await readStoredChange(em, changeId);
    if (change?.state !== 'held' || change.heldUntil === null) return 'settled';
    if (change.heldUntil > now) return 'not-due';
    // A stop that is lifted in time takes nothing away from anybody: its claim lives a day longer than the hold.
    if (change.expiresAt > now && (await changesStopped(em))) return 'stopped';
    const { account, accounts, plan } = planned;
    const held = {
      account,
      accounts,
      heldUntil: change.heldUntil.toISOString(),
      reasons: change.holdReasons,
      heldVersions: change.heldVersions ?? {},
      expiresAt: change.expiresAt.toISOString(),
    };
    const refusal = heldChangeRefusal(held, now) ?? (isRefusal(plan) ? plan : null);
    if (refusal === null && !isRefusal(plan)) {
      await this.carryOut(em, now, context, change, { ...planned, plan }, 'due');
      return 'effective';
    }
    await this.giveUp(em, now, context, changeId, { why: refusal?.code ?? 'void' });
    return 'cancelled';
  }

  /** At once, by an approval whose plan is still the one that would be carried out. */
  async byApproval(
    em: EntityManager,
    now: Date,
    context: ExecutionContext,
    change: StoredChange,
    planned: PlannedEffect,
  ): Promise<Refusal | null> {
    const { plan } = planned;
    if (isRefusal(plan)) return plan;
    await this.carryOut(em, now, context, change, { ...planned, plan }, 'approval');
    return null;
  }

  /** Gives a change up that has not taken effect, frees its value and tells its contacts. False where none waits. */
  async giveUp(
    em: EntityManager,
    now: Date,
    context: ExecutionContext,
    changeId: string,
    { why, reason }: { readonly why: string; readonly reason?: string },
  ): Promise<boolean> {
    const known = await readStoredChange(em, changeId);
    if (!known) throw new Error('A change that is given up exists.');
    // The account that its value would have left is none of this: locked after the first one, it would be out of order.
    const [account] = await this.accounts.lock(em, [known.accountId], now);
    const change = await readStoredChange(em, changeId);
    if (!account || (change?.state !== 'held' && change?.state !== 'pending')) return false;
    const policy = await this.policy.read(em);
    const plan = planChangeCancellation(account, asPending(change), now, policy);
    const { planHash } = await this.executor.run(
      em,
      now,
      context,
      plan,
      this.execution(change, { accounts: [account], policy }),
    );
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'identifier.change-given-up',
        origin: change.origin,
        ...(change.caseId !== null && { caseId: change.caseId }),
        accountId: account.id,
        facts: { changeId, planHash, kind: change.kind, was: change.state, why },
        before: { value: change.normalised, state: change.state },
        after: { state: 'cancelled', ...(reason !== undefined && { reason }) },
      },
    );
    return true;
  }

  private async carryOut(
    em: EntityManager,
    now: Date,
    context: ExecutionContext,
    change: StoredChange,
    planned: PlannedEffect & { readonly plan: Exclude<PlannedEffect['plan'], Refusal> },
    by: 'due' | 'approval',
  ): Promise<void> {
    const { account, policy, plan } = planned;
    const { planHash } = await this.executor.run(em, now, context, plan, this.execution(change, planned));
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: `identifier.${change.kind}-effective`,
        origin: change.origin,
        ...(change.caseId !== null && { caseId: change.caseId }),
        accountId: account.id,
        facts: {
          planHash,
          changeId: change.id,
          identifierId: change.identifierId,
          policyVersion: policy.version,
          held: true,
          by,
        },
        before: { [change.kind]: change.normalised, state: 'held' },
        after: { [change.kind]: change.normalised, state: 'verified' },
      },
    );
  }

  private execution(
    change: StoredChange,
    { accounts, policy }: Pick<PlannedEffect, 'accounts' | 'policy'>,
  ): Execution {
    const { kind, normalised, caseId, origin } = change;
    return {
      accounts,
      policy,
      origin: origin === 'portal' ? 'portal' : 'case',
      caseId,
      requestedBy: null,
      added: { kind, value: normalised, normalised, alias: null },
    };
  }
}
