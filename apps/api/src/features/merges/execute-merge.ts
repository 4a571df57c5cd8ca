import { isRefusal, mergeStands, type MergePlan, type Refusal, refuse } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { runNamed, runSql } from '../../platform/database/named-statement.ts';
import { changesStopped, passGate } from '../../platform/policy/changes-gate.ts';
import { Overtaken, Transaction } from '../../platform/transaction/transaction.ts';
import { approvalCounts } from '../agents/index.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';
import { CarryOutMerge } from './carry-out-merge.ts';
import { MergeProgress, type Progress } from './merge-progress.ts';
import { PlanStoredMerge } from './plan-stored-merge.ts';
import { readStoredMerge, type StoredMerge } from './stored-merge.ts';

/** What became of a merge that was queued: `stopped` waits on while changes are stopped, `settled` was decided before. */
export type Executed = 'done' | 'refused' | 'stopped' | 'settled';

// Past the pool's own limit: a hundred thousand orders take longer than a request may.
const TAKE_TIME = `set local statement_timeout = '15min'`;
// As an array: with a subquery after an `or` PostgreSQL reads every case that is open.
/** Cases before accounts, everywhere: those whose assurance ends, and the one that it was asked for in. */
const LOCK_CASES = {
  name: 'merge_lock_cases',
  text: `select c.id from recovery_case c
          where c.id = $1 or (c.state <> 'closed'
            and c.id = any(array(select case_id from case_account where account_id = $2)))
          order by c.id for no key update`,
};
/** Both accounts, and those that were merged into the other before. */
const LOCK_ACCOUNTS = {
  name: 'merge_lock_accounts',
  text: `select id from account where id = any($1::uuid[]) or merged_into = $2 order by id for no key update`,
};
/** What came while the locks were waited for. */
const UNLOCKED = {
  name: 'merge_unlocked',
  text: `select exists (select from account where merged_into = $1 and id <> all($2::uuid[]))
             or exists (select from case_account k join recovery_case c on c.id = k.case_id
                         where k.account_id = $1 and c.state <> 'closed' and c.id <> all($3::uuid[])) as came`,
};
const BEGIN = {
  name: 'merge_begin',
  text: `update merge set state = 'running' where id = $1 and state in ('queued', 'running') returning id`,
};
const PUT_BACK = { name: 'merge_put_back', text: `update merge set state = 'queued' where id = $1` };
const LOCK_MERGE = { name: 'merge_lock', text: 'select id from merge where id = $1 for no key update' };
const REFUSE = {
  name: 'merge_refuse',
  text: `update merge set state = 'refused', refusal = $2 where id = $1`,
};

/**
 * Carries out a merge that was asked for and, where needed, approved: in one transaction, planned anew from the locked
 * accounts, and only if it is the very plan that was asked for. Safe to repeat: what is done is done once.
 */
@Injectable()
export class ExecuteMerge {
  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly plans: PlanStoredMerge,
    private readonly carryOut: CarryOutMerge,
    private readonly progress: MergeProgress,
    private readonly audit: AuditLog,
  ) {}

  /** `onStatement` is told before each statement, and waited for; by default it is written where the console sees it. */
  async run(
    mergeId: string,
    onStatement: (progress: Progress) => Promise<void> = (progress) => this.progress.tell(mergeId, progress),
  ): Promise<Executed> {
    // Seen by others at once.
    const begun = await runNamed(poolOf(this.source), BEGIN, [mergeId]);
    if (begun.length === 0) return 'settled';
    try {
      return await this.transaction.runAgainIfOvertaken((em, now) =>
        this.inTransaction(em, now, mergeId, onStatement),
      );
    } finally {
      await this.progress.clear(mergeId);
    }
  }

  /** Gives up what could not be carried out after the last try. */
  giveUp(mergeId: string): Promise<void> {
    return this.transaction.run(async (em, now) => {
      const merge = await this.locked(em, mergeId);
      if (merge) await this.refuse(em, now, merge, refuse('internal'));
    });
  }

  private async inTransaction(
    em: EntityManager,
    now: Date,
    mergeId: string,
    onStatement: (progress: Progress) => Promise<void>,
  ): Promise<Executed> {
    await passGate(em);
    await runSql(em, TAKE_TIME);
    const merge = await this.locked(em, mergeId);
    if (!merge) return 'settled';
    if (await changesStopped(em)) {
      await runNamed(em, PUT_BACK, [mergeId]);
      return 'stopped';
    }
    const anew = await this.plans.run(em, now, merge, { lock: true });
    const { plan, current, policy } = anew;
    if (isRefusal(plan) || !current || !mergeStands(merge.requestedAt, now, policy)) {
      await this.refuse(em, now, merge, isRefusal(plan) ? plan : refuse('merge-plan-moved'));
      return 'refused';
    }
    if (!(await approvalCounts(em, 'merge', merge))) {
      await this.refuse(em, now, merge, refuse('approval-void'));
      return 'refused';
    }
    await this.carryOut.run(em, now, { merge, ...anew, plan: plan satisfies MergePlan }, onStatement);
    return 'done';
  }

  /** The merge with everything it touches locked: its cases, the accounts in the order of their ids, itself. */
  private async locked(em: EntityManager, mergeId: string): Promise<StoredMerge | undefined> {
    const known = await readStoredMerge(em, mergeId);
    if (!known) throw new Error('A merge that is carried out is one that was asked for.');
    const { caseId, survivorId, otherId } = known;
    const cases = await runNamed<{ id: string }>(em, LOCK_CASES, [caseId, otherId]);
    const accounts = await runNamed<{ id: string }>(em, LOCK_ACCOUNTS, [[survivorId, otherId], otherId]);
    const ids = [accounts, cases].map((rows) => rows.map(({ id }) => id));
    const [unlocked] = await runNamed<{ came: boolean }>(em, UNLOCKED, [otherId, ...ids]);
    if (unlocked?.came !== false) throw new Overtaken('More came to the account while it was waited for.');
    await runNamed(em, LOCK_MERGE, [mergeId]);
    const merge = await readStoredMerge(em, mergeId);
    return merge?.state === 'running' || merge?.state === 'queued' ? merge : undefined;
  }

  private async refuse(em: EntityManager, now: Date, merge: StoredMerge, refusal: Refusal): Promise<void> {
    const { id, survivorId, otherId, caseId, planHash } = merge;
    await runNamed(em, REFUSE, [id, refusal.code]);
    const context: SystemContext = { principal: { kind: 'system' }, address: null, now };
    await this.audit.record(em, context, {
      action: 'merge.refused',
      outcome: 'refused',
      origin: 'effect-of',
      accountId: survivorId,
      ...(caseId !== null && { caseId }),
      facts: {
        mergeId: id,
        otherId,
        planHash,
        code: refusal.code,
        ...(refusal.details?.['blockers'] !== undefined && { blockers: refusal.details['blockers'] }),
      },
    });
  }
}
