import {
  days,
  instantOf,
  MERGE_COUNTS,
  type MergeCounts,
  type MergePlan,
  type MergeSums,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';
import { settleDuplicates } from '../duplicates/index.ts';
import { TellContacts } from '../identifiers/index.ts';
import { maskedLogins } from './masked-logins.ts';
import { MergeImages } from './merge-image.ts';
import type { Progress } from './merge-progress.ts';
import { MERGE_STATEMENTS } from './merge-statements.ts';
import type { MergeAnew } from './plan-stored-merge.ts';
import { ReadMergeAccount } from './read-merge-account.ts';
import type { StoredMerge } from './stored-merge.ts';

/** A merge whose accounts are locked, and whose plan is the one that was asked for. */
export type MergeInHand = Omit<MergeAnew, 'plan'> & { readonly merge: StoredMerge; readonly plan: MergePlan };

type Step = { readonly name: string; readonly run: () => Promise<void> };

const DONE = {
  name: 'merge_done',
  text: `update merge set state = 'done', executed_at = $2, undo_until = $3, counts = $4, sums = $5 where id = $1`,
};

/** Writes a merge: everything that was planned, told and recorded, in the caller's transaction. */
@Injectable()
export class CarryOutMerge {
  constructor(
    private readonly images: MergeImages,
    private readonly reader: ReadMergeAccount,
    private readonly tell: TellContacts,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
  ) {}

  /** Tells `onStatement` of each step before it is done, and of the commit, which is the last. */
  async run(
    em: EntityManager,
    now: Date,
    inHand: MergeInHand,
    onStatement: (progress: Progress) => Promise<void>,
  ): Promise<void> {
    const counts = Object.fromEntries(MERGE_COUNTS.map((name) => [name, 0])) as Record<
      keyof MergeCounts,
      number
    >;
    const steps = this.steps(em, now, inHand, counts);
    const of = steps.length + 1;
    for (const [index, { name, run }] of steps.entries()) {
      await onStatement({ statement: index + 1, of, name });
      await run();
    }
    await onStatement({ statement: of, of, name: 'commit' });
  }

  private steps(
    em: EntityManager,
    now: Date,
    inHand: MergeInHand,
    counts: Record<keyof MergeCounts, number>,
  ): Step[] {
    const { merge, survivor, other, plan } = inHand;
    const values = { mergeId: merge.id, survivorId: survivor.id, otherId: other.id, now, plan };
    return [
      {
        name: 'images-before',
        run: () => this.images.keep(em, merge.id, 'before', [survivor.id, other.id]),
      },
      ...MERGE_STATEMENTS.map((statement): Step => ({
        name: statement.name,
        run: async () => {
          const named = { name: `merge_${statement.name}`, text: statement.text };
          const [changed] = await runNamed<{ rows: number }>(em, named, statement.values(values));
          if (statement.counts) counts[statement.counts] += changed?.rows ?? 0;
        },
      })),
      { name: 'duplicates', run: () => settleDuplicates(em, now, [survivor.id, other.id]) },
      { name: 'image-after', run: () => this.images.keep(em, merge.id, 'after', [survivor.id]) },
      { name: 'messages-to-contacts', run: () => this.tellContacts(em, now, inHand) },
      { name: 'record', run: () => this.record(em, now, inHand, counts) },
      {
        name: 'jobs',
        // An order that comes to the tombstone before this is committed is brought after it.
        run: () => this.jobs.add(em, 'follow_orders', { accountIds: [other.id] }),
      },
    ];
  }

  private async tellContacts(em: EntityManager, now: Date, { merge, plan }: MergeInHand): Promise<void> {
    const [survivor] = await this.reader.facts(em, [plan.accountId], now);
    if (!survivor) throw new Error('A survivor does not go away.');
    await this.tell.run(em, now, {
      template: 'accounts-merged',
      // One person, one account, one language: those of the other's contacts that stayed with the tombstone too.
      contacts: plan.told.map((contact) => ({ ...contact, accountId: survivor.id })),
      accounts: [survivor],
      caseId: merge.caseId,
      params: { maskedLogins: maskedLogins(survivor) },
      opposes: { accountId: survivor.id, changeId: null, mergeId: merge.id },
    });
  }

  private async record(
    em: EntityManager,
    now: Date,
    { merge, survivor, other, plan, policy }: MergeInHand,
    counts: MergeCounts,
  ): Promise<void> {
    const sums: MergeSums = { points: other.points, credits: other.credits };
    const undoUntil = instantOf(now.getTime() + days(policy.numbers.merge.undoDays));
    await runNamed(em, DONE, [merge.id, now, undoUntil, JSON.stringify(counts), JSON.stringify(sums)]);
    const context: SystemContext = { principal: { kind: 'system' }, address: null, now };
    const { id: mergeId, caseId, planHash, requestedBy, approvedBy } = merge;
    const about = { origin: 'effect-of', ...(caseId !== null && { caseId }) } as const;
    const ended = [survivor, other].flatMap(({ identifiers }) =>
      identifiers.filter(({ id }) => plan.identifiers.release.includes(id)),
    );
    await this.audit.recordMany(em, context, [
      {
        ...about,
        action: 'merge.done',
        accountId: survivor.id,
        facts: {
          mergeId,
          otherId: other.id,
          planHash,
          counts,
          sums,
          told: plan.told.length,
          requestedBy,
          approvedBy,
          undoUntil,
          policyVersion: policy.version,
        },
      },
      ...ended.map(({ id, kind, use, state, value }) => ({
        ...about,
        action: 'identifier.released' as const,
        accountId: survivor.id,
        facts: { planHash, identifierId: id, reason: 'merged' },
        before: { kind, use, state, value },
        after: { state: 'released', reason: 'merged' },
      })),
    ]);
  }
}
