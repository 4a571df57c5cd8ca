import type { MergePlan, Policy, Refusal, UndoPlan } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import {
  type MergeAccount,
  PlanStoredMerge,
  readStoredMerge,
  readStoredUndo,
  type StoredMerge,
  type StoredUndo,
} from '../merges/index.ts';
import type { ApprovalRecord } from './approval-record.ts';

const LOCK_CASE = {
  name: 'approval_lock_case',
  text: 'select id from recovery_case where id = $1 for no key update',
};

/** What an approval of a merge, or of its undoing, would do now. */
export type CurrentMerge = {
  readonly merge: StoredMerge;
  /** Null where it is the merge itself. */
  readonly undo: StoredUndo | null;
  readonly accounts: readonly MergeAccount[];
  readonly policy: Policy;
  readonly plan: MergePlan | UndoPlan | Refusal;
  /** Whether it is the very plan that was asked for, and still waits. */
  readonly current: boolean;
};

/** Plans anew what an approval of a merge is about. */
@Injectable()
export class PlanOfMerge {
  constructor(private readonly merges: PlanStoredMerge) {}

  /** `lock`: whether it is to be decided; the case is locked before the accounts are. */
  async run(
    em: EntityManager,
    now: Date,
    { mergeId, undoId, caseId }: ApprovalRecord,
    { lock }: { readonly lock: boolean },
  ): Promise<CurrentMerge> {
    if (lock) await runNamed(em, LOCK_CASE, [caseId]);
    const asked = mergeId === null ? undefined : await readStoredMerge(em, mergeId);
    if (!asked) throw new Error('An approval of a merge names one that is stored.');
    const undo = undoId === null ? null : ((await readStoredUndo(em, undoId)) ?? null);
    const { accounts, policy, plan, current } = await this.merges.run(em, now, asked, { lock });
    // Read again: it may have been decided while its accounts were not locked yet.
    const merge = (await readStoredMerge(em, asked.id)) ?? asked;
    return { merge, undo, accounts, policy, plan, current: current && merge.state === 'waiting' };
  }
}
