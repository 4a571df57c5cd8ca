import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from './app.module.ts';
import type { Settings } from './platform/config/settings.ts';
import { checkApplicationRole } from './platform/database/application-role.ts';
import { applicationConnection, checkDatabase } from './platform/database/check-database.ts';
import { poolOf } from './platform/database/data-source.ts';
import { serveApiDocs } from './platform/http/api-docs.ts';
import { builtPages, servePages } from './platform/http/pages.ts';
import { Readiness } from './platform/health/readiness.ts';
import { Log } from './platform/observability/log.ts';
import { Metrics } from './platform/observability/metrics.ts';
import { NestLog } from './platform/observability/nest-log.ts';
import { OperationsServer } from './platform/observability/operations-server.ts';
import { requestIdOf } from './platform/observability/request-id.ts';
import { observeRequests } from './platform/observability/request-observer.ts';
import { Tracing } from './platform/observability/tracing.ts';
import { problemBody } from './platform/problems/problem.ts';
import { Worker } from './platform/jobs/worker.ts';
import { DataSource } from 'typeorm';

const JSON_LIMIT = 256 * 1024;

/** The Fastify under Nest, with what must be settled before any route: sizes, proxies, headers. */
export function fastifyAdapter(settings: Settings): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: JSON_LIMIT,
    // Counted from the socket: the desk's own proxies, and nobody that a caller names before them.
    trustProxy: (_address, hop) => hop < settings.trustedProxies,
    // What is under way is finished; only connections that wait for a next request are closed.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: requestIdOf,
    routerOptions: { maxParamLength: 200 },
    // A path that cannot be decoded never reaches Nest, and Fastify's own answer says more than ours.
    frameworkErrors: (_error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      void reply
        .status(404)
        .header('content-type', 'application/problem+json; charset=utf-8')
        .send(JSON.stringify(problemBody({ code: 'not-found' })));
    },
  });
}

/** Registers what an application needs besides its modules. Used by the real start and by the tests alike. */
export async function prepareApp(app: NestFastifyApplication, settings: Settings): Promise<void> {
  app.enableShutdownHooks([]);
  const fastify = app.getHttpAdapter().getInstance();
  observeRequests(fastify, { log: app.get(Log), metrics: app.get(Metrics), tracing: app.get(Tracing) });
  await app.register(fastifyHelmet, {
    // Each page names its own nonce (platform/http/pages); everything else gets the strictest policy below.
    contentSecurityPolicy: false,
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: settings.mode === 'production' ? { maxAge: 31_536_000 } : false,
  });
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart, {
    limits: { files: 1, fields: 5, fileSize: Number.MAX_SAFE_INTEGER },
  });
  const readiness = app.get(Readiness);
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    // A proxy keeps connections: while stopping, each is given up with its next answer, and none is cut off.
    if (readiness.isStopping) void reply.header('connection', 'close');
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
    if (!reply.hasHeader('content-security-policy'))
      void reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    done();
  });
  await serveApiDocs(app);
  const pages = builtPages();
  if (pages) await servePages(fastify, pages);
}

/** Builds the whole desk: serving (`serve`), working off jobs (`work`), or both. Throws when the database is not as it must be. */
export async function createApp(
  settings: Settings,
  parts: { serve: boolean; work: boolean },
): Promise<NestFastifyApplication> {
  const connection = await applicationConnection(settings);
  await checkDatabase(connection, settings);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ ...settings, appUrl: connection.url }),
    fastifyAdapter(settings),
    {
      logger: new NestLog(new Log(settings.log)),
      abortOnError: false,
      // What a provider signs is the body as it came.
      rawBody: true,
    },
  );
  await checkApplicationRole(poolOf(app.get(DataSource)));
  if (parts.serve) await prepareApp(app, settings);
  await app.init();
  if (parts.work) await app.get(Worker).start();
  if (parts.serve || parts.work) await app.get(OperationsServer).start();
  return app;
}
