import { Injectable, type OnModuleInit } from '@nestjs/common';
import { runSql } from '../../platform/database/named-statement.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { mergeJob, mergeJobKey, undoJob } from './merge-job.ts';

/** For longer than any statement of a merge lasts, a worker that has not come back is gone. */
const GONE_AFTER_MS = 16 * 60_000;

// Of a worker that died the queue keeps a job locked for hours, and its accounts would be kept from every other merge.
const LEFT = `
  select m.id as "mergeId", null as "undoId" from merge m
   where m.state in ('queued', 'running') and ${hasNoJob('m.id')}
  union all
  select u.merge_id, u.id from merge_undo u
   where u.state in ('queued', 'running') and ${hasNoJob('u.id')}`;

function hasNoJob(id: string): string {
  return `not exists (select from graphile_worker.jobs j where j.key = ${mergeJobKey(id)}
            and (j.locked_at > $1 or (j.locked_at is null and j.attempts < j.max_attempts)))`;
}

/** Takes up merges, and undoings, whose worker died. */
@Injectable()
export class ResumeMerges implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.worker.handle('resume_merges', async () => {
      await this.run();
    });
  }

  /** Returns how many had been left. */
  run(): Promise<number> {
    return this.transaction.run(async (em, now) => {
      const gone = new Date(now.getTime() - GONE_AFTER_MS);
      const left = await runSql<{ mergeId: string; undoId: string | null }>(em, LEFT, [gone]);
      for (const { mergeId, undoId } of left)
        if (undoId === null) {
          const { payload, options } = mergeJob(mergeId);
          await this.jobs.add(em, 'execute_merge', payload, options);
        } else {
          const { payload, options } = undoJob(undoId);
          await this.jobs.add(em, 'execute_undo', payload, options);
        }
      return left.length;
    });
  }
}
