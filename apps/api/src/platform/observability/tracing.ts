import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Traces } from '../config/settings.ts';

/** The span of a request, ended when it is answered. */
export type RequestSpan = {
  readonly traceId: string;
  end(about: { method: string; route: string; status: number }): void;
};

/** What OpenTelemetry does for the desk, where it is asked for. */
export type Tracer = {
  /** Runs the rest of a request inside its span. `parent` is a W3C traceparent that may be believed. */
  request(parent: string | undefined, rest: (span: RequestSpan) => void): void;
  job(task: string, attributes: Readonly<Record<string, number>>, work: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

/** Loads OpenTelemetry, but only where the settings say where spans go: nothing of it is imported otherwise. */
export async function loadTracing(traces: Traces | undefined, trustedProxies: number): Promise<Tracing> {
  if (!traces) return new Tracing(undefined, false);
  const { startTracer } = await import('./open-telemetry.ts');
  return new Tracing(startTracer(traces), trustedProxies > 0);
}

/** Spans of requests and jobs, or none. No span holds a value of a request, a statement or a job. */
@Injectable()
export class Tracing implements OnApplicationShutdown {
  constructor(
    private readonly tracer: Tracer | undefined,
    private readonly believesCaller: boolean,
  ) {}

  request(request: Pick<FastifyRequest, 'headers'>, rest: (span: RequestSpan | undefined) => void): void {
    if (!this.tracer) {
      rest(undefined);
      return;
    }
    const { traceparent } = request.headers;
    const parent = this.believesCaller && typeof traceparent === 'string' ? traceparent : undefined;
    this.tracer.request(parent, rest);
  }

  job(task: string, attributes: Readonly<Record<string, number>>, work: () => Promise<void>): Promise<void> {
    return this.tracer ? this.tracer.job(task, attributes, work) : work();
  }

  /** Hands over what has ended. */
  async onApplicationShutdown(): Promise<void> {
    await this.tracer?.stop();
  }
}
