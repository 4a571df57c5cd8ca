import {
  isRefusal,
  planUndo,
  type Policy,
  refuse,
  type Refusal,
  type UndoChange,
  undoChanges,
  type UndoDecisions,
  type UndoPlan,
  undoRefusal,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { hashPlan } from '../identifiers/index.ts';
import type { MergeAccount } from './read-merge-account.ts';
import { type LoadedUndo, ReadUndoFacts } from './read-undo-facts.ts';
import type { StoredMerge } from './stored-merge.ts';

/** What taking a merge back would come to now. */
export type UndoAnew = {
  readonly facts: LoadedUndo;
  readonly accounts: readonly MergeAccount[];
  readonly policy: Policy;
  /** What changed since. Empty where it cannot be undone whatever is decided. */
  readonly changes: readonly UndoChange[];
  /** Why it cannot be, whatever is decided. */
  readonly notPossible: Refusal | null;
  readonly plan: UndoPlan | Refusal;
  readonly planHash: string | null;
};

const PENDING = {
  name: 'undo_pending',
  text: `select id from merge_undo where merge_id = $1 and state in ('waiting', 'queued', 'running')
            and id is distinct from $2::uuid`,
};

/** Plans anew that a merge is taken back: before it is asked for, when it is decided, and when it is carried out. */
@Injectable()
export class PlanStoredUndo {
  constructor(
    private readonly reader: ReadUndoFacts,
    private readonly policies: PolicyInForce,
  ) {}

  /**
   * `undoId` is the undoing that is not in its own way. Refusals: `merge-not-done`, and in the plan those of planUndo and
   * `undo-pending`.
   */
  async run(
    em: EntityManager,
    now: Date,
    merge: StoredMerge,
    decisions: UndoDecisions,
    how: { readonly lock: boolean; readonly undoId: string | null },
  ): Promise<UndoAnew | Refusal> {
    const { state, executedAt, id } = merge;
    if (state !== 'done' || executedAt === null) return refuse('merge-not-done');
    const facts = await this.reader.run(em, now, { ...merge, executedAt }, how);
    const policy = await this.policies.read(em);
    const [pending] = await runNamed(em, PENDING, [id, how.undoId]);
    const notPossible = pending === undefined ? undoRefusal(facts, now) : refuse('undo-pending');
    const plan = notPossible ?? planUndo(facts, decisions, policy, now);
    return {
      facts,
      accounts: [facts.now.survivor, facts.now.other],
      policy,
      changes: notPossible === null ? undoChanges(facts) : [],
      notPossible,
      plan,
      planHash: isRefusal(plan) ? null : hashPlan(plan),
    };
  }
}
