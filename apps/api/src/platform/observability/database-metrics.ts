import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../config/settings.ts';
import { poolOf } from '../database/data-source.ts';
import { runNamed } from '../database/named-statement.ts';
import { Metrics } from './metrics.ts';

type WaitingMessages = { channel: string; waiting: number; oldestSeconds: number };
type QueuedJobs = { task: string; waiting: number; givenUp: number };

const MESSAGES = {
  name: 'metrics_messages',
  text: `select channel, count(*)::int as waiting,
           greatest(extract(epoch from now() - min(created_at)), 0)::float8 as "oldestSeconds"
         from message where state = 'waiting' group by channel`,
};
const JOBS = {
  name: 'metrics_jobs',
  text: `select task_identifier as task,
           (count(*) filter (where attempts < max_attempts and locked_at is null and run_at <= now()))::int as waiting,
           (count(*) filter (where attempts >= max_attempts))::int as "givenUp"
         from graphile_worker.jobs group by task_identifier`,
};

/** What waits in the database, and how the pool of connections to it stands. */
@Injectable()
export class DatabaseMetrics implements OnModuleInit {
  private readonly up = this.metrics.gauge(
    'relink_database_up',
    'Whether the database answered this very scrape: 1 or 0.',
  );
  private readonly messagesWaiting = this.metrics.gauge(
    'relink_messages_waiting',
    'Messages that wait to be sent, by channel.',
    'channel',
  );
  private readonly oldestMessage = this.metrics.gauge(
    'relink_messages_oldest_waiting_seconds',
    'Age of the oldest message that waits, by channel.',
    'channel',
  );
  private readonly jobsWaiting = this.metrics.gauge(
    'relink_jobs_waiting',
    'Jobs that are due and not begun, by task.',
    'task',
  );
  private readonly jobsGivenUp = this.metrics.gauge(
    'relink_jobs_given_up',
    'Jobs that failed for good, by task; swept out after a day.',
    'task',
  );
  private readonly connections = this.metrics.gauge(
    'relink_db_pool_connections',
    "This process's connections to the database, by state.",
    'state',
  );
  private readonly poolLimit = this.metrics.gauge(
    'relink_db_pool_connections_limit',
    'Connections that this process may open (DATABASE_POOL).',
  );
  private readonly poolWaiting = this.metrics.gauge(
    'relink_db_pool_requests_waiting',
    'Statements that wait for a connection of the pool.',
  );

  constructor(
    private readonly metrics: Metrics,
    private readonly source: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.metrics.readBeforeScrape(() => this.read());
  }

  private async read(): Promise<void> {
    const pool = poolOf(this.source);
    this.poolLimit.set(this.settings.poolSize);
    this.connections.set({ state: 'idle' }, pool.idleCount);
    this.connections.set({ state: 'in-use' }, pool.totalCount - pool.idleCount);
    this.poolWaiting.set(pool.waitingCount);
    for (const gauge of [this.messagesWaiting, this.oldestMessage, this.jobsWaiting, this.jobsGivenUp])
      gauge.reset();
    try {
      for (const { channel, waiting, oldestSeconds } of await runNamed<WaitingMessages>(pool, MESSAGES, [])) {
        this.messagesWaiting.set({ channel }, waiting);
        this.oldestMessage.set({ channel }, oldestSeconds);
      }
      for (const { task, waiting, givenUp } of await runNamed<QueuedJobs>(pool, JOBS, [])) {
        this.jobsWaiting.set({ task }, waiting);
        this.jobsGivenUp.set({ task }, givenUp);
      }
      this.up.set(1);
    } catch {
      // The other figures are wanted most when the database is away.
      this.up.set(0);
    }
  }
}
