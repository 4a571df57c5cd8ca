import { fraudLock, type UndoPlan } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';
import { SettleOpposedMerge } from '../cases/index.ts';
import { DismissDuplicate, settleDuplicates } from '../duplicates/index.ts';
import { TellContacts } from '../identifiers/index.ts';
import { maskedLogins } from './masked-logins.ts';
import { MergeImages } from './merge-image.ts';
import type { Progress } from './merge-progress.ts';
import type { UndoAnew } from './plan-stored-undo.ts';
import { ReadMergeAccount } from './read-merge-account.ts';
import type { StoredMerge, StoredUndo } from './stored-merge.ts';
import { UNDO_STATEMENTS } from './undo-statements.ts';

/** An undoing whose accounts are locked, and whose plan is the one that was asked for. */
export type UndoInHand = Omit<UndoAnew, 'plan'> & {
  readonly merge: StoredMerge;
  readonly undo: StoredUndo;
  readonly plan: UndoPlan;
};

type Step = { readonly name: string; readonly run: () => Promise<void> };

const FOLLOW_AFTER_MS = 10_000;
const UNDONE = {
  name: 'merge_undone',
  text: `update merge set state = 'undone' where id = $1 and state = 'done' returning id`,
};
const DONE = {
  name: 'merge_undo_done',
  text: `update merge_undo set state = 'done', executed_at = $2 where id = $1`,
};

/** Writes an undoing: everything that was planned, told and recorded, in the caller's transaction. */
@Injectable()
export class CarryOutUndo {
  constructor(
    private readonly images: MergeImages,
    private readonly reader: ReadMergeAccount,
    private readonly tell: TellContacts,
    private readonly duplicates: DismissDuplicate,
    private readonly opposed: SettleOpposedMerge,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
  ) {}

  /** Tells `onStatement` of each step before it is done, and of the commit, which is the last. */
  async run(
    em: EntityManager,
    now: Date,
    inHand: UndoInHand,
    onStatement: (progress: Progress) => Promise<void>,
  ): Promise<void> {
    const counts: Record<string, number> = {};
    const steps = await this.steps(em, now, inHand, counts);
    const of = steps.length + 1;
    for (const [index, { name, run }] of steps.entries()) {
      await onStatement({ statement: index + 1, of, name });
      await run();
    }
    await onStatement({ statement: of, of, name: 'commit' });
  }

  private async steps(
    em: EntityManager,
    now: Date,
    inHand: UndoInHand,
    counts: Record<string, number>,
  ): Promise<Step[]> {
    const { merge, undo, plan, policy } = inHand;
    const { id: mergeId, survivorId, otherId } = merge;
    const images = {
      survivor: await this.image(em, mergeId, survivorId),
      other: await this.image(em, mergeId, otherId),
    };
    const lock = fraudLock(now, policy);
    const values = { undoId: undo.id, mergeId, survivorId, otherId, now, plan, lock, images };
    return [
      // First, or the other account would come back with the lock of an objection that is granted.
      { name: 'objections', run: () => this.settleOpposed(em, now, inHand) },
      ...UNDO_STATEMENTS.map((statement): Step => ({
        name: statement.name,
        run: async () => {
          const named = { name: `undo_${statement.name}`, text: statement.text };
          const [changed] = await runNamed<{ rows: number }>(em, named, statement.values(values));
          if (statement.counts)
            counts[statement.counts] = (counts[statement.counts] ?? 0) + (changed?.rows ?? 0);
        },
      })),
      { name: 'duplicates', run: () => this.partDuplicates(em, now, inHand) },
      { name: 'messages-to-contacts', run: () => this.tellContacts(em, now, inHand) },
      { name: 'record', run: () => this.record(em, now, inHand, counts) },
      { name: 'jobs', run: () => this.comeBack(em, now, undo.id) },
    ];
  }

  private async image(em: EntityManager, mergeId: string, accountId: string): Promise<string> {
    const image = await this.images.open(em, mergeId, 'before', accountId);
    if (typeof image !== 'string') throw new Error('What an undoing was planned from can be read.');
    return image;
  }

  private async settleOpposed(em: EntityManager, now: Date, { merge, undo }: UndoInHand): Promise<void> {
    const { approvedBy, requestedBy, reason } = undo;
    const by = approvedBy ?? requestedBy;
    const context: SystemContext = { principal: { kind: 'system' }, address: null, now };
    await this.opposed.run(em, now, context, { mergeId: merge.id, by, reason });
  }

  private async partDuplicates(em: EntityManager, now: Date, { merge, undo }: UndoInHand): Promise<void> {
    const accountIds = [merge.survivorId, merge.otherId];
    await settleDuplicates(em, now, accountIds);
    await this.duplicates.parted(em, now, { accountIds, by: undo.requestedBy, reason: undo.reason });
  }

  private async tellContacts(em: EntityManager, now: Date, { merge, undo, plan }: UndoInHand): Promise<void> {
    const accounts = await this.reader.facts(em, [merge.survivorId, merge.otherId], now);
    const other = accounts.find(({ id }) => id === merge.otherId);
    const logins = other === undefined ? '' : maskedLogins(other);
    await this.tell.run(em, now, {
      template: 'merge-undone',
      contacts: plan.told,
      accounts,
      caseId: undo.caseId,
      params: logins === '' ? {} : { maskedLogins: logins },
    });
  }

  /** Orders that come before this is committed are brought after it. */
  private comeBack(em: EntityManager, now: Date, undoId: string): Promise<void> {
    const runAt = new Date(now.getTime() + FOLLOW_AFTER_MS);
    return this.jobs.add(em, 'execute_undo', { undoId }, { runAt });
  }

  private async record(
    em: EntityManager,
    now: Date,
    { merge, undo, plan, planHash, policy }: UndoInHand,
    counts: Readonly<Record<string, number>>,
  ): Promise<void> {
    const { survivor, other } = plan.writes;
    await runNamed(em, DONE, [undo.id, now]);
    if ((await runNamed(em, UNDONE, [merge.id])).length === 0)
      throw new Error('A merge that is undone was done a moment ago.');
    const context: SystemContext = { principal: { kind: 'system' }, address: null, now };
    await this.audit.record(em, context, {
      action: 'merge.undone',
      origin: 'effect-of',
      accountId: survivor.id,
      caseId: undo.caseId,
      facts: {
        mergeId: merge.id,
        undoId: undo.id,
        otherId: other.id,
        planHash,
        counts,
        sums: { points: other.points, credits: other.credits },
        told: plan.told.length,
        requestedBy: undo.requestedBy,
        approvedBy: undo.approvedBy,
        policyVersion: policy.version,
      },
    });
  }
}
