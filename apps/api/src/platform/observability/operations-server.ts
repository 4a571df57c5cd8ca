import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.ts';
import { Readiness } from '../health/readiness.ts';
import { Log } from './log.ts';
import { Metrics } from './metrics.ts';

/** The port of its own for whoever runs the desk: figures and health, of a worker too, which serves nothing else. */
@Injectable()
export class OperationsServer implements OnApplicationShutdown {
  private server: Server | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly readiness: Readiness,
    private readonly log: Log,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Listens where the settings name a port. Rejects when that is taken. */
  async start(): Promise<void> {
    const { operationsPort, host } = this.settings;
    if (operationsPort === undefined) return;
    const server = createServer((request, reply) => {
      this.answer(request.url ?? '', reply).catch(() => {
        send(reply, 500, 'text/plain', 'internal');
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(operationsPort, host, resolve);
    });
    this.server = server;
    this.log.write('info', 'operations port open', { port: (server.address() as AddressInfo).port });
  }

  /** Last of all: what is asked while the rest stops is wanted too. */
  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  private async answer(path: string, reply: ServerResponse): Promise<void> {
    switch (path) {
      case '/metrics':
        send(reply, 200, this.metrics.contentType, await this.metrics.text());
        return;
      case '/api/health/live':
        sendStatus(reply, 200, 'live');
        return;
      case '/api/health/ready': {
        const ready = await this.readiness.check();
        sendStatus(reply, ready ? 200 : 503, ready ? 'ready' : 'not ready');
        return;
      }
      default:
        send(reply, 404, 'text/plain', 'not found');
    }
  }
}

function sendStatus(reply: ServerResponse, code: number, status: string): void {
  send(reply, code, 'application/json', JSON.stringify({ status }));
}

function send(reply: ServerResponse, code: number, type: string, body: string): void {
  reply.writeHead(code, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
