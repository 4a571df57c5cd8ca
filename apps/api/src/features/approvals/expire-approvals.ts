import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { eachApart } from '../../platform/jobs/each-apart.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { lockApproval, readApproval } from './approval-record.ts';
import { PlanOfMerge } from './plan-of-merge.ts';
import { SettleWork } from './settle-work.ts';

const AT_ONCE = 100;

/** Ends the approvals of merges, and of undoings, that nobody gave in time; those of held changes end with their change. */
@Injectable()
export class ExpireApprovals implements OnModuleInit {
  private readonly log = new Logger('ExpireApprovals');

  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly plans: PlanOfMerge,
    private readonly settle: SettleWork,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.worker.handle('expire_approvals', async () => {
      await this.all();
    });
  }

  /** Returns how many were looked at. */
  async all(): Promise<number> {
    const due = await this.transaction.run((em, now) =>
      runSql<{ id: string }>(
        em,
        `select id from approval where state = 'waiting' and merge_id is not null and expires_at <= $1
          order by expires_at, id limit $2`,
        [now, AT_ONCE],
      ),
    );
    const ids = due.map(({ id }) => id);
    await eachApart(this.log, 'Ending approval', ids, (id) =>
      this.transaction.runAgainIfOvertaken((em, now) => this.one(em, now, id)),
    );
    return due.length;
  }

  private async one(em: EntityManager, now: Date, id: string): Promise<void> {
    const known = await readApproval(em, id);
    if (!known) return;
    // Case, accounts, approval: in the order in which everybody locks them.
    await this.plans.run(em, now, known, { lock: true });
    const approval = await lockApproval(em, id);
    if (approval?.state !== 'waiting' || approval.expiresAt > now) return;
    await runSql(em, `update approval set state = 'expired', decided_at = $2 where id = $1`, [id, now]);
    const context = { principal: { kind: 'system' }, address: null, now } as const;
    const { accountId, caseId, mergeId, undoId } = approval;
    await this.audit.record(em, context, {
      action: 'approval.expired',
      accountId,
      ...(caseId !== null && { caseId }),
      facts: { approvalId: id, mergeId, undoId },
    });
    await this.settle.refuse(em, now, context, approval, 'approval-expired');
  }
}
