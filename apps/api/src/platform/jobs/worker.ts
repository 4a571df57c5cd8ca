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
import { type Round, Rounds } from './rounds.ts';

type Attempt = { readonly attempt: number; readonly last: boolean };
type Handler<N extends JobName> = (payload: JobPayloads[N], attempt: Attempt) => Promise<void>;

// A const enum of another package has no value to compare with under isolatedModules; its words have.
const LOGGED: ReadonlySet<string> = new Set<`${LogLevel}`>(['error']);

// upkeep is filled in after a night that was slept through, so that the audit log never runs out of months.
const CRONTAB = `
17 3 * * * upkeep ?fill=2d
41 4 * * * verify_audit ?fill=2d
37 3 * * * purge_ledgers ?fill=2d
7 0 * * * draw_reviews ?fill=2d
47 3 * * * expire_audit_bodies ?fill=2d
7 * * * * delete_audit_exports ?max=1
* * * * * stream_audit_events ?max=1&queue=audit-stream
23 4 * * * recount_days ?fill=2d
7 * * * * raise_signs ?max=1
* * * * * count_days ?max=1
* * * * * resume_messages ?max=1
* * * * * resume_imports ?max=1
* * * * * take_due_changes ?max=1
* * * * * find_duplicates ?max=1
* * * * * expire_approvals ?max=1
* * * * * resume_merges ?max=1
* * * * * delete_documents ?max=1
* * * * * resume_erasures ?max=1
* * * * * expire_erasures ?max=1
*/10 * * * * write_erasures ?max=1
`;

const PAUSE_MS = 2000;

/** Runs jobs. A feature registers a handler for each of its own when its module starts. */
@Injectable()
export class Worker implements BeforeApplicationShutdown {
  private readonly log = new Logger('Worker');
  private readonly handlers: TaskList = { start_up_check: () => undefined };
  private readonly rounds = new Rounds(this.log);
  private readonly repeated: Round[] = [];
  private runner: Runner | undefined;
  private again: NodeJS.Timeout | undefined;
  private starting: Promise<void> | undefined;
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

  /** Has something done beside the jobs, again and again while this process works. */
  repeat(round: Round): void {
    this.repeated.push(round);
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
    this.rounds.start(this.repeated.splice(0));
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
    await this.rounds.stop();
    await this.starting;
    await this.runner?.stop().catch(() => undefined);
  }

  /** Keeps the process alive meanwhile: of one that only works, nothing else does while the database is away. */
  private startAgain(): void {
    if (this.stopping) return;
    this.again = setTimeout(() => {
      this.starting = this.start().catch(() => {
        this.startAgain();
      });
    }, PAUSE_MS);
  }
}

/** Only that something failed: a job's error may quote a value, and the queue appends it. */
function withoutCause(message: string): string {
  return (message.split(' with error ')[0] ?? '').split('\n')[0]?.slice(0, 120) ?? '';
}
