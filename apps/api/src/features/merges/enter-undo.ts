import { isRefusal, refuse, type Refusal, type UndoDecisions } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { PrivateContacts } from '../agents/index.ts';
import { mayLookAtMerge } from './merge-in-own-case.ts';
import { PlanStoredUndo, type UndoAnew } from './plan-stored-undo.ts';
import { readStoredMerge, type StoredMerge } from './stored-merge.ts';

/** A merge somebody wants to take back, and what that would come to. */
export type UndoAsked = { readonly merge: StoredMerge; readonly anew: UndoAnew | Refusal };

/** Where looking at an undoing, and asking for one, begin. */
@Injectable()
export class EnterUndo {
  constructor(
    private readonly plans: PlanStoredUndo,
    private readonly privateContacts: PrivateContacts,
  ) {}

  /** Undefined where there is no such merge; the refusal is `case-needed`, `merge-not-done`, or `private-contact`. */
  async run(
    em: EntityManager,
    now: Date,
    { principal }: AgentContext,
    asked: { readonly mergeId: string; readonly decisions: UndoDecisions; readonly lock: boolean },
  ): Promise<UndoAsked | undefined> {
    const known = await readStoredMerge(em, asked.mergeId);
    if (!known) return undefined;
    if (!(await mayLookAtMerge(em, principal, known.id)))
      return { merge: known, anew: refuse('case-needed') };
    const how = { lock: asked.lock, undoId: null };
    const anew = await this.plans.run(em, now, known, asked.decisions, how);
    // Read again: it may have been undone while its accounts were not locked yet.
    const merge = (await readStoredMerge(em, asked.mergeId)) ?? known;
    if (merge.state !== 'done') return { merge, anew: refuse('merge-not-done') };
    if (isRefusal(anew)) return { merge, anew };
    for (const account of anew.accounts)
      if (await this.privateContacts.isCarriedBy(em, principal.id, account))
        return { merge, anew: refuse('private-contact') };
    return { merge, anew };
  }
}
