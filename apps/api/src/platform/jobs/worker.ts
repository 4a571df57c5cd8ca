import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { EventEmitter } from 'node:events';
import {
  Logger as QueueLogger,
  type LogLevel,
  run,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/data-source.ts';
import { JobObserver } from '../observability/job-observer.ts';
import type { JobName, JobPayloads } from './jobs.ts';
import { HANDS, LaneCounts } from './lanes.ts';
import { patientPool } from './patient-pool.ts';

type Attempt = { readonly attempt: number; readonly last: boolean };
type Handler<N extends JobName> = (payload: JobPayloads[N], attempt: Attempt) => Promise<void>;

// A const enum of another package has no value to compare with under isolatedModules; its words have.
const LOGGED: ReadonlySet<string> = new Set<`${LogLevel}`>(['error']);

// upkeep is filled in after a night that was slept through, so that the audit log never runs out of months.
const CRONTAB = `
17 3 * * * upkeep ?fill=2d
37 3 * * * purge_ledgers ?fill=2d
* * * * * resume_messages ?max=1
* * * * * resume_imports ?max=1
* * * * * take_due_changes ?max=1
* * * * * find_duplicates ?max=1
* * * * * expire_approvals ?max=1
* * * * * resume_merges ?max=1
`;

const PAUSE_MS = 2000;

/** Runs jobs. A feature registers a handler for each of its own when its module starts. */
@Injectable()
export class Worker implements BeforeApplicationShutdown {
  private readonly log = new Logger('Worker');
  private readonly handlers: TaskList = { start_up_check: () => undefined };
  private runner: Runner | undefined;
  private again: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly source: DataSource,
    private readonly observer: JobObserver,
  ) {}

  handle<N extends JobName>(name: N, handler: Handler<N>): void {
    this.handlers[name] = (payload, { job }) =>
      this.observer.run(name, payload, job.attempts, () =>
        handler(payload as JobPayloads[N], { attempt: job.attempts, last: job.attempts >= job.max_attempts }),
      );
  }

  /** Starts taking jobs. Called once, by the process that is meant to work. */
  async start(): Promise<void> {
    const events: WorkerEvents = new EventEmitter();
    const runner = await run({
      pgPool: patientPool(poolOf(this.source), () => this.stopping),
      taskList: this.handlers,
      concurrency: HANDS,
      events,
      forbiddenFlags: new LaneCounts(events).full,
      pollInterval: 1000,
      noHandleSignals: true,
      crontab: CRONTAB,
      logger: new QueueLogger(() => (level, message) => {
        if (LOGGED.has(level)) this.log.error(withoutCause(message));
      }),
    });
    this.runner = runner;
    // The queue goes on with one worker less, and in the end with none: all of them start anew.
    events.on('worker:fatalError', () => void runner.stop().catch(() => undefined));
    const over = (): void => {
      if (this.stopping) return;
      this.log.error('The worker stopped: it lost its hold of the queue. Starting again in 2 s.');
      this.runner = undefined;
      this.startAgain();
    };
    runner.promise.then(over, over);
  }

  /** Before the pool goes: a job in hand still needs it. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.again);
    await this.runner?.stop().catch(() => undefined);
  }

  /** Keeps the process alive meanwhile: of one that only works, nothing else does while the database is away. */
  private startAgain(): void {
    if (this.stopping) return;
    this.again = setTimeout(() => {
      this.start().catch(() => {
        this.startAgain();
      });
    }, PAUSE_MS);
  }
}

/** Only that something failed: a job's error may quote a value, and the queue appends it. */
function withoutCause(message: string): string {
  return (message.split(' with error ')[0] ?? '').split('\n')[0]?.slice(0, 120) ?? '';
}
