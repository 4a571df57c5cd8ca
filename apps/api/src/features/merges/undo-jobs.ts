import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { ExecuteUndo } from './execute-undo.ts';
import { undoJob } from './merge-job.ts';

const AGAIN_AFTER_MS = 30_000;

/** Undoings are the worker's, as merges are. */
@Injectable()
export class UndoJobs implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly jobs: Jobs,
    private readonly execute: ExecuteUndo,
  ) {}

  onModuleInit(): void {
    this.worker.handle('execute_undo', async ({ undoId }, { last }) => {
      try {
        const came = await this.execute.run(undoId);
        if (came === 'stopped') await this.later(undoId);
        // The second time, or of one that was cut off right after it: orders may have come meanwhile.
        if (came === 'settled') await this.execute.followOrders(undoId);
      } catch (fault) {
        // Its accounts would be kept from every other merge for ever.
        if (last) await this.execute.giveUp(undoId);
        throw fault;
      }
    });
  }

  /** Until changes are open again. */
  private later(undoId: string): Promise<void> {
    return this.transaction.run(async (em, now) => {
      const runAt = new Date(now.getTime() + AGAIN_AFTER_MS);
      const { payload, options } = undoJob(undoId);
      await this.jobs.add(em, 'execute_undo', payload, { ...options, runAt });
    });
  }
}
