import {
  isRefusal,
  type MergeObstacle,
  type MergePlan,
  planMerge,
  type Policy,
  refuse,
  type Refusal,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { hashPlan } from '../identifiers/index.ts';
import { type MergeAccount, ReadMergeAccount } from './read-merge-account.ts';
import type { StoredMerge } from './stored-merge.ts';

/** What a merge that was asked for would do now. */
export type MergeAnew = {
  readonly survivor: MergeAccount;
  readonly other: MergeAccount;
  readonly accounts: readonly MergeAccount[];
  readonly policy: Policy;
  readonly plan: MergePlan | Refusal;
  readonly blockers: readonly MergeObstacle[];
  /** Whether it is the very plan that was asked for. */
  readonly current: boolean;
};

/** Plans anew a merge that was asked for: never what was stored is carried out, only what is the same. */
@Injectable()
export class PlanStoredMerge {
  constructor(
    private readonly reader: ReadMergeAccount,
    private readonly policies: PolicyInForce,
  ) {}

  /** `lock`: whether it is to be carried out. The refusal is `merge-blocked`, with the blockers, or `merge-choice-unknown`. */
  async run(
    em: EntityManager,
    now: Date,
    {
      id,
      survivorId,
      otherId,
      choices,
      planHash,
    }: Pick<StoredMerge, 'id' | 'survivorId' | 'otherId' | 'choices' | 'planHash'>,
    { lock }: { readonly lock: boolean },
  ): Promise<MergeAnew> {
    const ids = [survivorId, otherId];
    const except = { mergeId: id };
    const accounts = lock
      ? await this.reader.lock(em, ids, now, except)
      : await this.reader.facts(em, ids, now, except);
    const survivor = accounts.find((account) => account.id === survivorId);
    const other = accounts.find((account) => account.id === otherId);
    if (!survivor || !other) throw new Error('A merge names accounts that exist.');
    const policy = await this.policies.read(em);
    const planned = planMerge(survivor, other, choices, policy, now);
    const plan = isRefusal(planned)
      ? planned
      : planned.ok
        ? planned.plan
        : refuse('merge-blocked', { blockers: planned.blockers });
    const current = !isRefusal(plan) && hashPlan(plan) === planHash;
    const blockers = isRefusal(planned) || planned.ok ? [] : planned.blockers;
    return { survivor, other, accounts, policy, plan, blockers, current };
  }
}
