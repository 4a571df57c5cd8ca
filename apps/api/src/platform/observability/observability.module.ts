import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from '../config/settings.ts';
import { Readiness } from '../health/readiness.ts';
import { DatabaseMetrics } from './database-metrics.ts';
import { JobObserver } from './job-observer.ts';
import { Log } from './log.ts';
import { MetricsController } from './metrics.controller.ts';
import { Metrics } from './metrics.ts';
import { OperationsServer } from './operations-server.ts';
import { loadTracing, Tracing } from './tracing.ts';

/** How the desk is watched: its log, its figures, its traces. */
@Module({})
export class ObservabilityModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: ObservabilityModule,
      global: true,
      controllers: [MetricsController],
      providers: [
        { provide: Log, useValue: new Log(settings.log) },
        { provide: Tracing, useFactory: () => loadTracing(settings.traces, settings.trustedProxies) },
        Metrics,
        DatabaseMetrics,
        JobObserver,
        Readiness,
        OperationsServer,
      ],
      exports: [Log, Tracing, Metrics, JobObserver, Readiness, OperationsServer],
    };
  }
}
