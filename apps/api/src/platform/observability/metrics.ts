import type { MessageChannel } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { ownVersion } from './own-version.ts';

const HTTP_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const JOB_BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800];

/** What became of an attempt to send a message. */
export type SendingOutcome = 'handed-over' | 'tried-again' | 'failed' | 'expired';

/**
 * The figures of this process, by the conventions of Prometheus (https://prometheus.io/docs/practices/naming/). Labels
 * take their values from lists of the program (routes, codes, actions, tasks), never from a request.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly readers: (() => Promise<void>)[] = [];

  readonly requestSeconds = new Histogram({
    name: 'relink_http_request_duration_seconds',
    help: 'Time from a request to its answer, by method, route pattern and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: HTTP_BUCKETS,
    registers: [this.registry],
  });
  readonly refusals = new Counter({
    name: 'relink_refusals_total',
    help: 'Requests that were refused or failed, by the code of the problem.',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });
  private readonly messagesSent = new Counter({
    name: 'relink_messages_sent_total',
    help: 'Attempts to send a message, by channel and what became of them.',
    labelNames: ['channel', 'outcome'] as const,
    registers: [this.registry],
  });
  readonly auditEvents = new Counter({
    name: 'relink_audit_events_total',
    help: 'Audit events written, by action and outcome; of a transaction rolled back afterwards too.',
    labelNames: ['action', 'outcome'] as const,
    registers: [this.registry],
  });
  readonly jobSeconds = new Histogram({
    name: 'relink_job_duration_seconds',
    help: 'Time that a job of the worker took, by task and outcome (done or failed).',
    labelNames: ['task', 'outcome'] as const,
    buckets: JOB_BUCKETS,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.gauge(
      'relink_build_info',
      'Always 1; the version of the desk and of Node.js that runs it.',
      'version',
      'node',
    ).set({ version: ownVersion(), node: process.version }, 1);
  }

  messageSent(channel: MessageChannel, outcome: SendingOutcome): void {
    this.messagesSent.inc({ channel, outcome });
  }

  /** A figure that goes up and down. */
  gauge(name: string, help: string, ...labelNames: readonly string[]): Gauge {
    return new Gauge({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  /** Figures that are looked up when somebody asks: `read` is awaited before the answer. */
  readBeforeScrape(read: () => Promise<void>): void {
    this.readers.push(read);
  }

  /** Everything, in Prometheus's text format. */
  async text(): Promise<string> {
    await Promise.all(this.readers.map((read) => read()));
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}
