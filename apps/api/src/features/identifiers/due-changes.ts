import { isRefusal, minutes } from '@relink/domain';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { runSql } from '../../platform/database/named-statement.ts';
import { eachApart } from '../../platform/jobs/each-apart.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { OpenApproval } from './open-approval.ts';
import { PlanChangeEffect } from './plan-change-effect.ts';
import { readStoredChange } from './stored-change.ts';
import { TakeEffect, type Taken } from './take-effect.ts';
import { takingEffectJob } from './taking-effect-job.ts';

const AT_ONCE = 100;

/** Lets held changes take effect when they are due, each by its own job; a sweep each minute finds what a crash lost. */
@Injectable()
export class DueChanges implements OnModuleInit {
  private readonly log = new Logger('DueChanges');

  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly jobs: Jobs,
    private readonly take: TakeEffect,
    private readonly effect: PlanChangeEffect,
    private readonly approvals: OpenApproval,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.worker.handle('take_effect', async ({ changeId }) => {
      await this.one(changeId);
    });
    this.worker.handle('take_due_changes', async () => {
      await this.all();
    });
  }

  /** One change; a job that came too early is put back. */
  one(changeId: string): Promise<Taken> {
    return this.transaction.runAgainIfOvertaken(async (em, now) => {
      const context = { principal: { kind: 'system' }, address: null, now } as const;
      const taken = await this.take.whenDue(em, now, context, changeId);
      const change = taken === 'not-due' ? await readStoredChange(em, changeId) : undefined;
      if (change?.heldUntil) {
        const { payload, options } = takingEffectJob(changeId, change.heldUntil);
        await this.jobs.add(em, 'take_effect', payload, options);
      }
      return taken;
    });
  }

  /** Every change that is due, and every approval of a change whose time is up. Returns how many changes were due. */
  async all(): Promise<number> {
    const due = await this.transaction.run((em, now) =>
      runSql<{ id: string }>(
        em,
        `select id from identifier_change where state = 'held' and held_until <= $1 order by held_until, id limit $2`,
        [now, AT_ONCE],
      ),
    );
    await eachApart(this.log, 'Change', ids(due), (id) => this.one(id));
    const expired = await this.transaction.run((em, now) =>
      runSql<{ id: string }>(
        em,
        `select id from approval where state = 'waiting' and merge_id is null and expires_at <= $1
          order by expires_at, id limit $2`,
        [now, AT_ONCE],
      ),
    );
    await eachApart(this.log, 'Ending approval', ids(expired), (id) => this.expire(id));
    return due.length;
  }

  /** An approval not given in time is over; while its change is held, it is asked for anew, with the plan of today. */
  private expire(approvalId: string): Promise<void> {
    return this.transaction.runAgainIfOvertaken(async (em, now) => {
      // Accounts are locked before approvals, everywhere.
      const [known] = await runSql<{ changeId: string | null }>(
        em,
        'select change_id as "changeId" from approval where id = $1',
        [approvalId],
      );
      const before = known?.changeId ? await readStoredChange(em, known.changeId) : undefined;
      const planned = before && (await this.effect.run(em, now, before, { lock: true }));
      const [approval] = await runSql<{ accountId: string; changeId: string | null }>(
        em,
        `update approval set state = 'expired', decided_at = $2 where id = $1 and state = 'waiting' and expires_at <= $2
         returning account_id as "accountId", change_id as "changeId"`,
        [approvalId, now],
      );
      if (!approval) return;
      const context = { principal: { kind: 'system' }, address: null, now } as const;
      const { accountId, changeId } = approval;
      await this.audit.record(em, context, {
        action: 'approval.expired',
        accountId,
        facts: { approvalId, changeId },
      });
      const change = changeId === null ? undefined : await readStoredChange(em, changeId);
      // So little before its due time nobody would be in time either.
      const soon = new Date(now.getTime() + minutes(1));
      if (change?.state !== 'held' || change.heldUntil === null || change.heldUntil <= soon) return;
      if (!planned || isRefusal(planned.plan)) return;
      const { plan, policy } = planned;
      const { caseId, requestedBy } = change;
      await this.approvals.run(em, now, { kind: 'held-change', plan, caseId, changeId, requestedBy, policy });
    });
  }
}

function ids(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
