import { isRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { changesStopped, passGate } from '../../platform/policy/changes-gate.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { approvalCounts, letInLately } from '../agents/index.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';
import { hashPlan } from '../identifiers/index.ts';
import { awaitImports } from './erased-accounts.ts';
import { ErasePerson } from './erase-person.ts';
import { erasureJob } from './erasure-job.ts';
import { survivorFirst } from './person.ts';
import { PlanStoredErasure } from './plan-stored-erasure.ts';
import { WriteErasures } from './write-erasures.ts';

// Past the pool's own limit: a large shop's orders and rows of files are looked through.
const TAKE_TIME = `set local statement_timeout = '15min'`;
const AGAIN_AFTER_MS = 30_000;
const FIND = `select id, account_id as "accountId", plan_hash as "planHash", approved_by as "approvedBy",
    requested_by as "requestedBy" from erasure where id = $1`;
const BEGIN = `update erasure set state = 'running' where id = $1 and state in ('queued', 'running') returning id`;
const FINISH = `update erasure set state = 'done', executed_at = $2, counts = $3 where id = $1`;
const REFUSE = `update erasure set state = 'refused', refusal = $2 where id = $1`;
const LEFT = `select id from erasure where state in ('queued', 'running') order by id limit 100`;

type StoredErasure = {
  readonly id: string;
  readonly accountId: string;
  readonly planHash: string;
  readonly approvedBy: string | null;
  readonly requestedBy: string | null;
};

/** What became of an erasure that was approved. */
export type Executed = 'done' | 'refused' | 'stopped' | 'settled';

/**
 * Carries out an approved erasure: in one transaction, planned anew from the locked accounts, and only if it is the very
 * plan that was approved. Safe to repeat: what is done is done once.
 */
@Injectable()
export class ExecuteErasure implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly plans: PlanStoredErasure,
    private readonly erase: ErasePerson,
    private readonly list: WriteErasures,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.worker.handle('erase_person', async ({ erasureId }) => {
      if ((await this.run(erasureId)) === 'stopped') await this.later(erasureId);
      // A job that is repeated finds the erasure done, and the file perhaps not written.
      else await this.list.run();
    });
    this.worker.handle('resume_erasures', () => this.resume());
  }

  async run(erasureId: string): Promise<Executed> {
    if (await this.transaction.run((em) => this.stopped(em))) return 'stopped';
    return this.transaction.runAgainIfOvertaken((em, now) => this.inTransaction(em, now, erasureId));
  }

  /**
   * A stop that is being written is waited for, and the gate is left at once: an erasure may take minutes, and an admin's
   * stop would wait for it, with every change behind that.
   */
  private async stopped(em: EntityManager): Promise<boolean> {
    await passGate(em);
    return changesStopped(em);
  }

  private async inTransaction(em: EntityManager, now: Date, erasureId: string): Promise<Executed> {
    await runSql(em, TAKE_TIME);
    await awaitImports(em);
    const [known] = await runSql<StoredErasure>(em, FIND, [erasureId]);
    if (!known) throw new Error('An erasure that is carried out is one that was asked for.');
    const anew = await this.plans.run(em, now, known.accountId, { lock: true });
    if (!anew) throw new Error('An erasure names an account that exists.');
    // Written since the gate, while the accounts were waited for: nothing is erased yet.
    if (await changesStopped(em)) return 'stopped';
    if ((await runSql(em, BEGIN, [erasureId])).length === 0) return 'settled';
    const { plan, caseIds } = anew;
    if (isRefusal(plan)) return this.refuse(em, now, known, plan);
    if (hashPlan(plan) !== known.planHash) return this.refuse(em, now, known, refuse('erasure-plan-moved'));
    // Who agreed may have lost their role since, or one of the two been shut out.
    if (!(await approvalCounts(em, 'erasure', known)))
      return this.refuse(em, now, known, refuse('approval-void'));
    if (await isOnePerson(em, now, known)) return this.refuse(em, now, known, refuse('let-in-lately'));
    const counts = await this.erase.run(em, now, erasureId, { accountIds: survivorFirst(plan), caseIds });
    await runSql(em, FINISH, [erasureId, now, JSON.stringify(counts)]);
    // Nothing personal: a key for it would be made anew.
    await this.audit.record(em, systemAt(now), {
      action: 'erasure.done',
      origin: 'effect-of',
      accountId: known.accountId,
      facts: {
        erasureId,
        planHash: known.planHash,
        accountIds: plan.accountIds,
        requestedBy: known.requestedBy,
        approvedBy: known.approvedBy,
        counts,
      },
    });
    return 'done';
  }

  private async refuse(
    em: EntityManager,
    now: Date,
    { id, accountId, planHash }: StoredErasure,
    refusal: Refusal,
  ): Promise<'refused'> {
    await runSql(em, REFUSE, [id, refusal.code]);
    await this.audit.record(em, systemAt(now), {
      action: 'erasure.refused',
      outcome: 'refused',
      origin: 'effect-of',
      accountId,
      facts: { erasureId: id, planHash, code: refusal.code },
    });
    return 'refused';
  }

  /** Until changes are open again. */
  private later(erasureId: string): Promise<void> {
    return this.transaction.run(async (em, now) => {
      const { payload, options } = erasureJob(erasureId);
      await this.jobs.add(em, 'erase_person', payload, {
        ...options,
        runAt: new Date(now.getTime() + AGAIN_AFTER_MS),
      });
    });
  }

  /** Those whose job is gone. */
  private resume(): Promise<void> {
    return this.transaction.run(async (em) => {
      for (const { id } of await runSql<{ id: string }>(em, LEFT)) {
        const { payload, options } = erasureJob(id);
        await this.jobs.add(em, 'erase_person', payload, options);
      }
    });
  }
}

/** Whether who asked and who agreed may be one: nothing takes an erasure back. */
async function isOnePerson(
  em: EntityManager,
  now: Date,
  { approvedBy, requestedBy }: StoredErasure,
): Promise<boolean> {
  if (approvedBy === null || requestedBy === null) return false;
  return (await letInLately(em, now, approvedBy)).has(requestedBy);
}

function systemAt(now: Date): SystemContext {
  return { principal: { kind: 'system' }, address: null, now };
}
