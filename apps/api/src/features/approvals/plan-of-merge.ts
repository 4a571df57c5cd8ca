import {
  isRefusal,
  type MergeObstacle,
  type MergePlan,
  type Policy,
  type Refusal,
  type UndoPlan,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import {
  type MergeAccount,
  PlanStoredMerge,
  PlanStoredUndo,
  ReadMergeAccount,
  readStoredMerge,
  readStoredUndo,
  type StoredMerge,
  type StoredUndo,
  type UndoAnew,
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
  /** What changed since, of an undoing of a merge that is still done. */
  readonly anew: UndoAnew | null;
  readonly accounts: readonly MergeAccount[];
  readonly policy: Policy;
  readonly plan: MergePlan | UndoPlan | Refusal;
  /** What stands in the way of a merge. */
  readonly blockers: readonly MergeObstacle[];
  /** Whether it is the very plan that was asked for, and still waits. */
  readonly current: boolean;
};

/** Plans anew what an approval of a merge is about. */
@Injectable()
export class PlanOfMerge {
  constructor(
    private readonly merges: PlanStoredMerge,
    private readonly undoings: PlanStoredUndo,
    private readonly reader: ReadMergeAccount,
    private readonly policies: PolicyInForce,
  ) {}

  /** `lock`: whether it is to be decided; the case is locked before the accounts are. */
  async run(
    em: EntityManager,
    now: Date,
    { mergeId, undoId, caseId, planHash }: ApprovalRecord,
    { lock }: { readonly lock: boolean },
  ): Promise<CurrentMerge> {
    if (lock) await runNamed(em, LOCK_CASE, [caseId]);
    const asked = mergeId === null ? undefined : await readStoredMerge(em, mergeId);
    if (!asked) throw new Error('An approval of a merge names one that is stored.');
    const undo = undoId === null ? null : await readStoredUndo(em, undoId);
    if (undo === undefined) throw new Error('An approval of an undoing names one that is stored.');
    if (undo !== null) {
      const undoing = await this.undoing(em, now, asked, undo, lock);
      return { ...undoing, current: undoing.current && undo.planHash === planHash };
    }
    const { current, ...anew } = await this.merges.run(em, now, asked, { lock });
    // Read again: it may have been decided while its accounts were not locked yet.
    const merge = (await readStoredMerge(em, asked.id)) ?? asked;
    // Of the very plan that this approval was opened for.
    const waits = merge.state === 'waiting' && merge.planHash === planHash;
    return { ...anew, merge, undo, anew: null, current: current && waits };
  }

  private async undoing(
    em: EntityManager,
    now: Date,
    asked: StoredMerge,
    known: StoredUndo,
    lock: boolean,
  ): Promise<CurrentMerge> {
    const planned = await this.undoings.run(em, now, asked, known.decisions, { lock, undoId: known.id });
    const merge = (await readStoredMerge(em, asked.id)) ?? asked;
    const undo = (await readStoredUndo(em, known.id)) ?? known;
    if (isRefusal(planned)) {
      const accounts = await this.reader.facts(em, [merge.survivorId, merge.otherId], now);
      const policy = await this.policies.read(em);
      return { merge, undo, anew: null, accounts, policy, plan: planned, blockers: [], current: false };
    }
    const { accounts, policy, plan, planHash } = planned;
    const current = planHash === undo.planHash && undo.state === 'waiting' && merge.state === 'done';
    return { merge, undo, anew: planned, accounts, policy, plan, blockers: [], current };
  }
}
