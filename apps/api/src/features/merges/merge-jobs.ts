import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { ExecuteMerge } from './execute-merge.ts';
import { mergeJob } from './merge-job.ts';

const AGAIN_AFTER_MS = 30_000;

/** Merges are the worker's: each by a job of its own. */
@Injectable()
export class MergeJobs implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly jobs: Jobs,
    private readonly execute: ExecuteMerge,
  ) {}

  onModuleInit(): void {
    this.worker.handle('execute_merge', async ({ mergeId }, { last }) => {
      try {
        if ((await this.execute.run(mergeId)) === 'stopped') await this.later(mergeId);
      } catch (fault) {
        // Its accounts would be kept from every other merge for ever.
        if (last) await this.execute.giveUp(mergeId);
        throw fault;
      }
    });
  }

  /** Until changes are open again. */
  private later(mergeId: string): Promise<void> {
    return this.transaction.run(async (em, now) => {
      const runAt = new Date(now.getTime() + AGAIN_AFTER_MS);
      const { payload, options } = mergeJob(mergeId);
      await this.jobs.add(em, 'execute_merge', payload, { ...options, runAt });
    });
  }
}
