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
import { findApplicationUrl } from '../../src/platform/database/application-role.ts';
import { Log } from '../../src/platform/observability/log.ts';
import { NestLog } from '../../src/platform/observability/nest-log.ts';
import { Worker } from '../../src/platform/jobs/worker.ts';
import { type Browser, type Manners, openBrowser } from './browser.ts';
import { People } from './people.ts';

export type { Answer, Browser } from './browser.ts';

export const MASTER_KEY = 'ab'.repeat(32);
export const TEMPLATE = 'relink_template';
export const PASSWORD = 'correct horse battery staple';

type Server = { readonly app: NestFastifyApplication; readonly url: string };

/** A desk under test: the real application over HTTP on a database of its own. */
export class TestDesk {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly owner: Client,
    private readonly database: string,
    private readonly dataDir: string,
    private readonly time: { offset: number },
    private readonly startServer: () => Promise<Server>,
  ) {
    this.people = new People(this);
  }

  private readonly people: People;

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
    const appUrl = await findApplicationUrl(ownerUrl.toString(), settings);
    const time = { offset: 0 };
    const startServer = async (): Promise<Server> => {
      const app = await NestFactory.create<NestFastifyApplication>(
        AppModule.with({ ...settings, appUrl }),
        fastifyAdapter(settings),
        { logger: new NestLog(new Log(settings.log, parts.log)), abortOnError: false, rawBody: true },
      );
      app.get(Clock).read = (databaseNow) => new Date(databaseNow.getTime() + time.offset);
      await prepareApp(app, settings);
      await app.init();
      if (parts.work) await app.get(Worker).start();
      await app.listen(0, '127.0.0.1');
      const { port } = app.getHttpServer().address() as AddressInfo;
      return { app, url: `http://127.0.0.1:${String(port)}` };
    };
    const { app, url } = await startServer();
    return new TestDesk(app, url, owner, database, dataDir, time, startServer);
  }

  /** Another server of this desk, on the same database and by the same clock; whoever starts it closes it. */
  another(): Promise<Server> {
    return this.startServer();
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

  /** What the desk's clock says now. */
  get now(): Date {
    return new Date(Date.now() + this.time.offset);
  }

  /** Puts somebody on the desk's list of agents; supervisors and admins with an authenticator app. */
  async hire(
    role: AgentRole,
    username = `${role}-${randomUUID().slice(0, 8)}`,
    { factor = role !== 'agent' }: { readonly factor?: boolean } = {},
  ): Promise<{ id: string; username: string }> {
    const id = uuidv7();
    await this.owner.query(
      'insert into agent (id, username, name, role, password_hash) values ($1, $2, $3, $4, $5)',
      [id, username, `${role} ${username}`, role, await hash(PASSWORD, { memoryCost: 1024, timeCost: 1 })],
    );
    if (factor) await this.people.giveApp(id);
    return { id, username };
  }

  /** A code of the authenticator app of somebody hired here, never given before. */
  code(agentId: string): Promise<string> {
    return this.people.code(agentId);
  }

  /** A browser in which somebody of that role has signed in. `stepUp: false`: who does not prove again who they are. */
  async signedIn(
    role: AgentRole,
    username?: string,
    manners: Manners = {},
  ): Promise<Browser & { id: string }> {
    const agent = await this.hire(role, username);
    const browser = this.browser(this.url, manners);
    const answer = await browser.post('/api/sign-in', { username: agent.username, password: PASSWORD });
    if (answer.status !== 200) throw new Error(`Sign-in answered ${String(answer.status)}.`);
    return { ...browser, id: agent.id };
  }

  /** A browser that nobody has signed in with, at this desk or at another process of it. */
  browser(at = this.url, manners: Manners = {}): Browser {
    return openBrowser(at, this.people, manners);
  }
}
