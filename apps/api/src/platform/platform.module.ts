import { Global, Logger, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from './config/clock.ts';
import { SETTINGS, type Settings } from './config/settings.ts';
import { applicationDataSource, poolOf } from './database/data-source.ts';
import { AccessGuard } from './guard/access.guard.ts';
import { LivingSessions } from './guard/living-sessions.ts';
import { Sessions } from './guard/sessions.ts';
import { HealthController } from './health/health.controller.ts';
import { Changes } from './idempotency/changes.ts';
import { Jobs } from './jobs/jobs.ts';
import { Upkeep } from './jobs/upkeep.ts';
import { Worker } from './jobs/worker.ts';
import { Live } from './live/live.ts';
import { LiveController } from './live/live.controller.ts';
import { LiveStreams } from './live/live-streams.ts';
import { AgentLooks } from './looks/agent-looks.ts';
import { TellOfLimit } from './looks/tell-of-limit.ts';
import { ObservabilityModule } from './observability/observability.module.ts';
import { PolicyInForce } from './policy/policy-in-force.ts';
import { fieldErrorPipe } from './problems/field-errors.ts';
import { ProblemFilter } from './problems/problem.filter.ts';
import { CustomerKeys } from './sealing/customer-keys.ts';
import { DataKeys } from './sealing/data-keys.ts';
import { FollowDataKeys } from './sealing/follow-data-keys.ts';
import { Sealing } from './sealing/sealing.ts';
import { readDataKeys } from './sealing/read-data-keys.ts';
import { Transaction } from './transaction/transaction.ts';

/** What every feature stands on. */
@Global()
@Module({})
export class PlatformModule {
  static with(settings: Settings & { appUrl: string }): DynamicModule {
    const log = new Logger('Database');
    const providers = [
      { provide: SETTINGS, useValue: settings },
      Clock,
      Transaction,
      {
        provide: DataKeys,
        inject: [DataSource],
        useFactory: (source: DataSource) => readDataKeys(poolOf(source), settings),
      },
      FollowDataKeys,
      Sealing,
      CustomerKeys,
      Sessions,
      LivingSessions,
      Live,
      LiveStreams,
      TellOfLimit,
      AgentLooks,
      Changes,
      Jobs,
      Worker,
      Upkeep,
      PolicyInForce,
    ];
    return {
      module: PlatformModule,
      imports: [
        ObservabilityModule.with(settings),
        TypeOrmModule.forRoot({
          ...applicationDataSource(settings.appUrl, settings.poolSize, () => {
            log.warn('A database connection was lost.');
          }),
          // Each feature brings its own entities with it (TypeOrmModule.forFeature).
          autoLoadEntities: true,
          retryAttempts: 3,
          retryDelay: 1000,
        }),
      ],
      controllers: [HealthController, LiveController],
      providers: [
        ...providers,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useValue: fieldErrorPipe },
        { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: providers.map((provider) => ('provide' in provider ? provider.provide : provider)),
    };
  }
}
