import { isRefusal, type Plan, type Policy, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AccountRecord } from '../accounts/index.ts';
import {
  hashPlan,
  PlanChangeEffect,
  PlanChangeReversal,
  readStoredChange,
  type StoredChange,
} from '../identifiers/index.ts';
import type { ApprovalRecord } from './approval-record.ts';

/** What an approval would do now. */
export type CurrentPlan = {
  readonly change: StoredChange | null;
  readonly account: AccountRecord;
  readonly accounts: readonly AccountRecord[];
  readonly policy: Policy;
  readonly plan: Plan | Refusal;
  /** Whether it is the very plan that was asked for. */
  readonly current: boolean;
};

/** Plans anew what an approval is about: never what was stored is carried out, only what is the same. */
@Injectable()
export class PlanOfApproval {
  constructor(
    private readonly effect: PlanChangeEffect,
    private readonly reversal: PlanChangeReversal,
  ) {}

  /** `lock`: whether it is to be carried out. */
  async run(
    em: EntityManager,
    now: Date,
    approval: ApprovalRecord,
    how: { readonly lock: boolean },
  ): Promise<CurrentPlan> {
    const { kind, accountId, changeId, planHash } = approval;
    const change = changeId === null ? null : ((await readStoredChange(em, changeId)) ?? null);
    if (kind === 'held-change' && change === null)
      throw new Error('A held change is a change that is stored.');
    const planned =
      kind === 'held-change' && change !== null
        ? await this.effect.run(em, now, change, how)
        : await this.reversal.run(em, now, { accountId, change }, how);
    // Read again: what it waits on may have been decided while its accounts were not locked yet.
    const latest = change === null ? null : ((await readStoredChange(em, change.id)) ?? null);
    const current = !isRefusal(planned.plan) && hashPlan(planned.plan) === planHash;
    return { ...planned, change: latest, current };
  }
}
