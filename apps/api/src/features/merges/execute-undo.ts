import { isRefusal, type Refusal, refuse } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed, runSql } from '../../platform/database/named-statement.ts';
import { changesStopped, passGate } from '../../platform/policy/changes-gate.ts';
import { Overtaken, Transaction } from '../../platform/transaction/transaction.ts';
import { approvalCounts } from '../agents/index.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';
import { CarryOutUndo } from './carry-out-undo.ts';
import type { Executed } from './execute-merge.ts';
import { MergeProgress, type Progress } from './merge-progress.ts';
import { PlanStoredUndo } from './plan-stored-undo.ts';
import { COUNT_ORDERS } from './undo-accounts.ts';
import { readStoredMerge, readStoredUndo, type StoredMerge, type StoredUndo } from './stored-merge.ts';
import { OF_OTHERS_CUSTOMER } from './undo-statement.ts';

type Locked = { readonly merge: StoredMerge; readonly undo: StoredUndo };

// Past the pool's own limit: a hundred thousand orders take longer than a request may.
const TAKE_TIME = `set local statement_timeout = '15min'`;
// As arrays, here and below: with a subquery after an `or` PostgreSQL reads the whole table.
/** Cases before accounts, everywhere: its own, those that go back, and all that are open of the survivor. */
const LOCK_CASES = {
  name: 'undo_lock_cases',
  text: `select c.id from recovery_case c
          where c.id = $1 or (c.state <> 'closed' and c.id = any(array(
                  select x::uuid from merge_ledger l, unnest(l.ids) x
                   where l.merge_id = $2 and l.what in ('cases', 'foldedCases')
                  union all select case_id from case_account where account_id = $3)))
          order by c.id for no key update`,
};
const UNLOCKED = {
  name: 'undo_unlocked',
  text: `select exists (select from case_account k join recovery_case c on c.id = k.case_id
          where k.account_id = $1 and c.state <> 'closed' and c.id <> all($2::uuid[])) as came`,
};
/** Both accounts, and those that led to the other one before the merge. */
const LOCK_ACCOUNTS = {
  name: 'undo_lock_accounts',
  text: `select id from account
          where id = any($1::uuid[] || array(
                  select x::uuid from merge_ledger l, unnest(l.ids) x where l.merge_id = $2 and l.what = 'tombstones'))
          order by id for no key update`,
};
const LOCK_UNDO = {
  name: 'undo_lock',
  text: `select u.id from merge_undo u join merge m on m.id = u.merge_id where u.id = $1 for no key update`,
};
const BEGIN = {
  name: 'undo_begin',
  text: `update merge_undo set state = 'running' where id = $1 and state in ('queued', 'running') returning id`,
};
const FOLLOW_ORDERS = {
  name: 'undo_follow_orders',
  text: `update shop_order set account_id = $3 where account_id = $2
            and (placed_with = any(array(select id from identifier where account_id = $3)) or ${OF_OTHERS_CUSTOMER})`,
};
const REFUSE = {
  name: 'undo_refuse',
  text: `update merge_undo set state = 'refused', refusal = $2 where id = $1`,
};

/**
 * Takes a merge back, once somebody who had no part has said yes: in one transaction, planned anew from the locked
 * accounts, and only if it is the very plan that was approved. Safe to repeat: what is done is done once.
 */
@Injectable()
export class ExecuteUndo {
  constructor(
    private readonly transaction: Transaction,
    private readonly plans: PlanStoredUndo,
    private readonly carryOut: CarryOutUndo,
    private readonly progress: MergeProgress,
    private readonly audit: AuditLog,
  ) {}

  /** `onStatement` is told before each statement, and waited for; by default it is written where the console sees it. */
  async run(
    undoId: string,
    onStatement: (progress: Progress) => Promise<void> = (progress) => this.progress.tell(undoId, progress),
  ): Promise<Executed> {
    // Seen by others at once.
    const begun = await this.transaction.run((em) => runNamed(em, BEGIN, [undoId]));
    if (begun.length === 0) return 'settled';
    try {
      return await this.transaction.runAgainIfOvertaken((em, now) =>
        this.inTransaction(em, now, undoId, onStatement),
      );
    } finally {
      await this.progress.clear(undoId);
    }
  }

  /** Brings orders that came to the survivor while the merge was taken back to the account that they were placed at. */
  followOrders(undoId: string): Promise<void> {
    return this.transaction.run(async (em) => {
      const undo = await readStoredUndo(em, undoId);
      const merge = undo && (await readStoredMerge(em, undo.mergeId));
      if (undo?.state !== 'done' || !merge) return;
      await runNamed(em, LOCK_ACCOUNTS, [[merge.survivorId, merge.otherId], merge.id]);
      await runNamed(em, FOLLOW_ORDERS, [merge.id, merge.survivorId, merge.otherId]);
      await runNamed(em, COUNT_ORDERS, [merge.survivorId, merge.otherId]);
    });
  }

  /** Gives up what could not be carried out after the last try. */
  giveUp(undoId: string): Promise<void> {
    return this.transaction.run(async (em, now) => {
      const locked = await this.locked(em, undoId);
      if (locked) await this.refuse(em, now, locked, refuse('internal'));
    });
  }

  private async inTransaction(
    em: EntityManager,
    now: Date,
    undoId: string,
    onStatement: (progress: Progress) => Promise<void>,
  ): Promise<Executed> {
    await passGate(em);
    await runSql(em, TAKE_TIME);
    const locked = await this.locked(em, undoId);
    if (!locked) return 'settled';
    if (await changesStopped(em)) return 'stopped';
    const { merge, undo } = locked;
    const anew = await this.plans.run(em, now, merge, undo.decisions, { lock: true, undoId });
    const plan = isRefusal(anew) ? anew : anew.plan;
    if (isRefusal(anew) || isRefusal(plan) || anew.planHash !== undo.planHash) {
      await this.refuse(em, now, locked, isRefusal(plan) ? plan : refuse('merge-plan-moved'));
      return 'refused';
    }
    if (!(await approvalCounts(em, 'merge-undo', undo))) {
      await this.refuse(em, now, locked, refuse('approval-void'));
      return 'refused';
    }
    await this.carryOut.run(em, now, { ...anew, merge, undo, plan }, onStatement);
    return 'done';
  }

  /** The undoing with everything it touches locked: its cases, the accounts in the order of their ids, itself. */
  private async locked(em: EntityManager, undoId: string): Promise<Locked | undefined> {
    const known = await readStoredUndo(em, undoId);
    const asked = known && (await readStoredMerge(em, known.mergeId));
    if (!known || !asked) throw new Error('An undoing that is carried out is one that was asked for.');
    const { id, survivorId, otherId } = asked;
    const cases = await runNamed<{ id: string }>(em, LOCK_CASES, [known.caseId, id, survivorId]);
    await runNamed(em, LOCK_ACCOUNTS, [[survivorId, otherId], id]);
    const locked = [survivorId, cases.map((each) => each.id)];
    const [unlocked] = await runNamed<{ came: boolean }>(em, UNLOCKED, locked);
    if (unlocked?.came !== false)
      throw new Overtaken('The account came into a case while it was waited for.');
    await runNamed(em, LOCK_UNDO, [undoId]);
    const undo = await readStoredUndo(em, undoId);
    const merge = await readStoredMerge(em, asked.id);
    if (!undo || !merge) throw new Overtaken('What is carried out is not there any more.');
    return undo.state === 'running' || undo.state === 'queued' ? { merge, undo } : undefined;
  }

  private async refuse(
    em: EntityManager,
    now: Date,
    { merge, undo }: Locked,
    refusal: Refusal,
  ): Promise<void> {
    await runNamed(em, REFUSE, [undo.id, refusal.code]);
    const context: SystemContext = { principal: { kind: 'system' }, address: null, now };
    await this.audit.record(em, context, {
      action: 'merge.undo-refused',
      outcome: 'refused',
      origin: 'effect-of',
      accountId: merge.survivorId,
      caseId: undo.caseId,
      facts: {
        mergeId: merge.id,
        undoId: undo.id,
        otherId: merge.otherId,
        planHash: undo.planHash,
        code: refusal.code,
      },
    });
  }
}
