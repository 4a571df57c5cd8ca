import { type ErasurePlan, isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { PlanStoredErasure } from '../erasure/index.ts';
import { hashPlan } from '../identifiers/index.ts';
import type { ApprovalRecord } from './approval-record.ts';

const WAITS = {
  name: 'approval_erasure_waits',
  text: `select 1 from erasure where id = $1 and state = 'waiting'`,
};

/** What an approval of an erasure would do now. */
export type CurrentErasure = {
  readonly accounts: readonly AccountRecord[];
  readonly plan: ErasurePlan | Refusal;
  /** Whether it is the very plan that was asked for, and still waits. */
  readonly current: boolean;
};

/** Plans anew what an approval of an erasure is about. */
@Injectable()
export class PlanOfErasure {
  constructor(private readonly plans: PlanStoredErasure) {}

  /** `lock`: whether it is to be decided. */
  async run(
    em: EntityManager,
    now: Date,
    { accountId, erasureId, planHash }: ApprovalRecord,
    how: { readonly lock: boolean },
  ): Promise<CurrentErasure> {
    const anew = await this.plans.run(em, now, accountId, how);
    if (!anew) throw new Error('An approval names an account that exists.');
    const { accounts, plan } = anew;
    const waits = (await runNamed(em, WAITS, [erasureId])).length > 0;
    return { accounts, plan, current: waits && !isRefusal(plan) && hashPlan(plan) === planHash };
  }
}
