import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { INestApplicationContext } from '@nestjs/common';
import type { AgentRole, MessageTemplate } from '@relink/domain';
import { Pool, type QueryResultRow } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../../src/create-app.ts';
import { Messages, type NewMessage } from '../../src/features/messages/index.ts';
import { readSettings } from '../../src/platform/config/settings.ts';
import { applicationUrl } from '../../src/platform/database/application-role.ts';
import { Sealing } from '../../src/platform/sealing/sealing.ts';
import { Transaction } from '../../src/platform/transaction/transaction.ts';
import type { Database } from './database.ts';

export const PASSWORD = 'correct horse battery staple';

/** What a message on its way says that nobody at the desk sees. */
export type Secret = { readonly reference: string; readonly code: string };

/**
 * One scenario's own database, seen from behind: its owner's pool, and the desk's own parts to queue messages with and
 * to read what only the customer gets. Serves nothing and works nothing off.
 */
export class Backstage {
  private constructor(
    readonly pool: Pool,
    /** What a process of the desk needs to work on this database. */
    readonly env: Readonly<Record<string, string>>,
    private readonly app: INestApplicationContext,
  ) {}

  static async open(database: Database, more: Readonly<Record<string, string>> = {}): Promise<Backstage> {
    const url = await database.fresh();
    const env = {
      NODE_ENV: 'test',
      DATABASE_URL: url,
      RELINK_MASTER_KEY: database.masterKey.toString('hex'),
      // Each customer and agent of a scenario comes from an address of their own.
      RELINK_TRUST_PROXY: '1',
      ...more,
    };
    const settings = readSettings(env);
    const appUrl = applicationUrl(url, settings.masterKey);
    const app = await createApp({ ...settings, poolSize: 4, appUrl }, { serve: false, work: false });
    const pool = new Pool({ connectionString: url, max: 4 });
    // A scenario stops the database: the next statement tells.
    pool.on('error', () => undefined);
    return new Backstage(pool, env, app);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.pool.end();
  }

  /** As the database's owner. */
  async sql<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(text, values)).rows;
  }

  /** Puts somebody on the list of agents. */
  async hire(role: AgentRole): Promise<{ readonly id: string; readonly username: string }> {
    const [id, username] = [uuidv7(), `${role}-${randomUUID().slice(0, 13)}`];
    await this.sql(
      'insert into agent (id, username, name, role, password_hash) values ($1, $2, $3, $4, $5)',
      [id, username, username, role, await hash(PASSWORD, { memoryCost: 1024, timeCost: 1 })],
    );
    return { id, username };
  }

  /** Queues a code as the desk does, of no account and no case. */
  queue(more: Partial<NewMessage>): Promise<string> {
    return this.app.get(Transaction).run((em, now) =>
      this.app.get(Messages).queue(em, now, {
        channel: 'email',
        template: 'evidence-code',
        language: 'en',
        realm: 'main',
        destination: 'asha.patel@customer.example',
        params: { reference: 'K7QM-2X9D', minutes: 10 },
        secret: { code: '482913' },
        ...more,
      }),
    );
  }

  /** What the newest message to a destination says, while it waits; undefined where none waits. */
  async received(destination: string, template: MessageTemplate): Promise<Secret | undefined> {
    const [row] = await this.sql<{ id: string; params: { reference: string }; secret_sealed: Buffer | null }>(
      `select id, params, secret_sealed from message where destination = $1 and template = $2
        order by created_at desc, id desc limit 1`,
      [destination, template],
    );
    if (!row?.secret_sealed) return undefined;
    const { code } = this.app.get(Sealing).openMessageSecret(row.id, row.secret_sealed) as { code: string };
    return { reference: row.params.reference, code };
  }
}
