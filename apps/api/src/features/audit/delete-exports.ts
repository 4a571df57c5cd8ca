import { Injectable, type OnModuleInit } from '@nestjs/common';
import { runSql } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';

const OVER = `update audit_export set state = 'deleted' where state = 'finished' and expires_at <= $1 returning id`;
const DELETE = 'delete from audit_export_chunk where export_id = any($1::uuid[])';

/** Deletes the files of exports whose time is over. That they were asked for, and taken, stays. */
@Injectable()
export class DeleteExports implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
  ) {}

  onModuleInit(): void {
    this.worker.handle('delete_audit_exports', () => this.run());
  }

  run(): Promise<void> {
    return this.transaction.run(async (em, now) => {
      const over = await runSql<{ id: string }>(em, OVER, [now]);
      if (over.length > 0) await runSql(em, DELETE, [over.map(({ id }) => id)]);
    });
  }
}
