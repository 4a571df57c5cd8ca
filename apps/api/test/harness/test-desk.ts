import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentRole } from '@relink/domain';
import { hash } from '@node-rs/argon2';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client, type QueryResultRow } from 'pg';
import type { DestinationStream } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { AppModule } from '../../src/app.module.ts';
import { fastifyAdapter, prepareApp } from '../../src/create-app.ts';
import { Clock } from '../../src/platform/config/clock.ts';
import { readSettings } from '../../src/platform/config/settings.ts';
import { applicationUrl } from '../../src/platform/database/application-role.ts';
import { Log } from '../../src/platform/observability/log.ts';
import { NestLog } from '../../src/platform/observability/nest-log.ts';
import { Worker } from '../../src/platform/jobs/worker.ts';

export const MASTER_KEY = 'ab'.repeat(32);
export const TEMPLATE = 'relink_template';
export const PASSWORD = 'correct horse battery staple';

export type Answer<T = unknown> = { status: number; body: T; headers: Headers };
/** Somebody at a browser: keeps cookies, sends an Idempotency-Key with each change unless told otherwise. */
export type Browser = {
  get<T = unknown>(path: string): Promise<Answer<T>>;
  post<T = unknown>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  put<T = unknown>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
};

/** A desk under test: the real application over HTTP on a database of its own. */
export class TestDesk {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly owner: Client,
    private readonly database: string,
    private readonly dataDir: string,
    private readonly time: { offset: number },
  ) {}

  static async open(
    env: NodeJS.ProcessEnv = {},
    parts: { readonly work: boolean; readonly log?: DestinationStream } = { work: false },
  ): Promise<TestDesk> {
    const server = process.env['RELINK_TEST_POSTGRES'] ?? '';
    const database = `desk_${randomUUID().replaceAll('-', '')}`;
    const admin = new Client({ connectionString: server });
    await admin.connect();
    await admin.query(`create database ${database} template ${TEMPLATE}`);
    await admin.end();
    const ownerUrl = new URL(server);
    ownerUrl.pathname = `/${database}`;
    const owner = new Client({ connectionString: ownerUrl.toString() });
    await owner.connect();
    const dataDir = mkdtempSync(join(tmpdir(), 'relink-desk-'));
    const settings = readSettings({
      NODE_ENV: 'test',
      PORT: '0',
      RELINK_MASTER_KEY: MASTER_KEY,
      RELINK_DATA_DIR: dataDir,
      DATABASE_POOL: '8',
      ...env,
    });
    const appUrl = applicationUrl(ownerUrl.toString(), settings.masterKey);
    const app = await NestFactory.create<NestFastifyApplication>(
      AppModule.with({ ...settings, appUrl }),
      fastifyAdapter(settings),
      { logger: new NestLog(new Log(settings.log, parts.log)), abortOnError: false, rawBody: true },
    );
    const time = { offset: 0 };
    app.get(Clock).read = (databaseNow) => new Date(databaseNow.getTime() + time.offset);
    await prepareApp(app, settings);
    await app.init();
    if (parts.work) await app.get(Worker).start();
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new TestDesk(app, `http://127.0.0.1:${String(port)}`, owner, database, dataDir, time);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.owner.end();
    const admin = new Client({ connectionString: process.env['RELINK_TEST_POSTGRES'] ?? '' });
    await admin.connect();
    await admin.query(`drop database ${this.database} with (force)`);
    await admin.end();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Lets time pass on the desk's clock. */
  pass(time: { minutes?: number; hours?: number; days?: number }): void {
    this.time.offset += ((time.days ?? 0) * 1440 + (time.hours ?? 0) * 60 + (time.minutes ?? 0)) * 60_000;
  }

  /** Looks into the database as its owner. */
  async sql<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.owner.query<Row>(text, values)).rows;
  }

  /** Puts somebody on the desk's list of agents. */
  async hire(
    role: AgentRole,
    username = `${role}-${randomUUID().slice(0, 8)}`,
  ): Promise<{ id: string; username: string }> {
    const id = uuidv7();
    await this.owner.query(
      'insert into agent (id, username, name, role, password_hash) values ($1, $2, $3, $4, $5)',
      [id, username, `${role} ${username}`, role, await hash(PASSWORD, { memoryCost: 1024, timeCost: 1 })],
    );
    return { id, username };
  }

  /** A browser in which somebody of that role has signed in. */
  async signedIn(role: AgentRole, username?: string): Promise<Browser & { id: string }> {
    const agent = await this.hire(role, username);
    const browser = this.browser();
    const answer = await browser.post('/api/sign-in', { username: agent.username, password: PASSWORD });
    if (answer.status !== 200) throw new Error(`Sign-in answered ${String(answer.status)}.`);
    return { ...browser, id: agent.id };
  }

  /** A browser that nobody has signed in with, at this desk or at another process of it. */
  browser(at = this.url): Browser {
    const cookies = new Map<string, string>();
    const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
      const headers = new Headers(init.headers);
      if (cookies.size > 0)
        headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      const response = await fetch(`${at}${path}`, { ...init, headers, redirect: 'manual' });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const at = pair.indexOf('=');
        if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) cookies.delete(pair.slice(0, at));
        else cookies.set(pair.slice(0, at), pair.slice(at + 1));
      }
      return response;
    };
    const json = async <T>(path: string, init: RequestInit): Promise<Answer<T>> => {
      const response = await send(path, init);
      const text = await response.text();
      const body = (text === '' ? undefined : JSON.parse(text)) as T;
      return { status: response.status, body, headers: response.headers };
    };
    const write =
      (method: string) =>
      <T>(path: string, body?: unknown, headers: Record<string, string> = {}) =>
        json<T>(path, {
          method,
          headers: {
            ...(body !== undefined && { 'content-type': 'application/json' }),
            'idempotency-key': randomUUID(),
            ...headers,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
    return { get: (path) => json(path, {}), post: write('POST'), put: write('PUT'), fetch: send };
  }
}
