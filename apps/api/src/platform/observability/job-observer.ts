import { Injectable } from '@nestjs/common';
import { faultOf, Log, type LogFields } from './log.ts';
import { Metrics } from './metrics.ts';
import { Tracing } from './tracing.ts';

/** Jobs that the clock starts every minute: told only when they fail. */
const ROUTINE = /^(resume_|start_up_check)/;

/** A line, a figure and a span for each job. Of its payload only ids are looked at. */
@Injectable()
export class JobObserver {
  constructor(
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly tracing: Tracing,
  ) {}

  /** Runs a job and lets pass what it throws. */
  async run(task: string, payload: unknown, attempt: number, work: () => Promise<void>): Promise<void> {
    const began = performance.now();
    const about = { job: task, ...idsOf(payload), attempt };
    const end = (outcome: 'done' | 'failed', more: LogFields = {}): void => {
      const durationMs = performance.now() - began;
      this.metrics.jobSeconds.observe({ task, outcome }, durationMs / 1000);
      const level = outcome === 'failed' ? 'warn' : ROUTINE.test(task) ? 'debug' : 'info';
      this.log.write(level, 'job', { ...about, outcome, durationMs: Math.round(durationMs), ...more });
    };
    try {
      await this.tracing.job(task, { 'relink.attempt': attempt }, work);
    } catch (fault) {
      end('failed', faultOf(fault));
      throw fault;
    }
    end('done');
  }
}

function idsOf(payload: unknown): Pick<LogFields, 'messageId' | 'importId'> {
  if (typeof payload !== 'object' || payload === null) return {};
  const { messageId, importId } = payload as { messageId?: unknown; importId?: unknown };
  return {
    ...(typeof messageId === 'string' && { messageId }),
    ...(typeof importId === 'string' && { importId }),
  };
}
