import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';

const AT_ONCE = 100;

/** An undoing that is asked for holds the ledger: it is decided within hours. */
const DUE = `select id from merge m where executed_at is not null and purged_at is null
    and undo_until < $1
    and not exists (select from merge_undo u where u.merge_id = m.id and u.state in ('waiting', 'queued', 'running'))
  order by undo_until limit ${String(AT_ONCE)} for update skip locked`;
// Counts and sums stay: they say what was done, as the audit does. What was chosen names identifiers, and what was decided how
// much somebody had.
const PURGE = `with ledger as (delete from merge_ledger where merge_id = $1),
     images as (delete from merge_image where merge_id = $1),
     decided as (update merge_undo set decisions = '{}' where merge_id = $1)
  update merge set purged_at = $2, choices = '{}' where id = $1 returning survivor_id as "survivorId", other_id as "otherId"`;

/** Deletes what a merge moved, what both accounts were before it, and what was chosen and decided of it, once nobody can take it back any more. */
@Injectable()
export class PurgeLedgers implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.worker.handle('purge_ledgers', async () => {
      await this.run();
    });
  }

  /** Safe to repeat and to run twice at once. Returns how many were purged. */
  async run(): Promise<number> {
    let purged = 0;
    for (;;) {
      const some = await this.transaction.run((em, now) => this.some(em, now));
      purged += some;
      if (some < AT_ONCE) return purged;
    }
  }

  private async some(em: EntityManager, now: Date): Promise<number> {
    const due = await runSql<{ id: string }>(em, DUE, [now]);
    for (const { id: mergeId } of due) {
      const [merge] = await runSql<{ survivorId: string; otherId: string }>(em, PURGE, [mergeId, now]);
      if (!merge) continue;
      await this.audit.record(
        em,
        { principal: { kind: 'system' }, address: null, now },
        {
          action: 'merge.ledger-purged',
          accountId: merge.survivorId,
          facts: { mergeId, otherId: merge.otherId },
        },
      );
    }
    return due.length;
  }
}
