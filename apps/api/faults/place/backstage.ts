import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { AgentRole, MessageTemplate } from '@relink/domain';
import { Pool, type QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { MessageEntity } from '../../src/features/messages/message.entity.ts';
import { Messages, type NewMessage, PublicAddress } from '../../src/features/messages/index.ts';
import { Clock } from '../../src/platform/config/clock.ts';
import { readSettings } from '../../src/platform/config/settings.ts';
import { applicationUrl } from '../../src/platform/database/application-role.ts';
import { applicationDataSource } from '../../src/platform/database/data-source.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import { Sealing } from '../../src/platform/sealing/sealing.ts';
import { Transaction } from '../../src/platform/transaction/transaction.ts';
import type { Database } from './database.ts';

export const PASSWORD = 'correct horse battery staple';

/** The worker wipes a secret once it is sent; the customer still has it then. */
const KEEP_SECRETS = `
  create schema customers;
  create table customers.got (message_id uuid primary key, destination text not null, template text not null,
    reference text not null, secret_sealed bytea not null, at timestamptz not null default clock_timestamp());
  create function customers.keep() returns trigger language plpgsql security definer as $$
    begin
      insert into customers.got values (new.id, new.destination, new.template, new.params->>'reference', new.secret_sealed);
      return new;
    end $$;
  create trigger keep after insert on message for each row
    when (new.secret_sealed is not null and new.params ? 'reference') execute function customers.keep()`;

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
    private readonly source: DataSource,
    private readonly sealing: Sealing,
    private readonly messages: Messages,
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
    const source = new DataSource({
      ...applicationDataSource(appUrl, 4, () => undefined),
      entities: [MessageEntity],
    });
    await source.initialize();
    const sealing = Sealing.under(settings);
    const messages = new Messages(new Jobs(), sealing, new PublicAddress(settings), settings);
    const pool = new Pool({ connectionString: url, max: 4 });
    // A scenario stops the database: the next statement tells.
    pool.on('error', () => undefined);
    await pool.query(KEEP_SECRETS);
    return new Backstage(pool, env, source, sealing, messages);
  }

  async close(): Promise<void> {
    await this.source.destroy();
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
    return new Transaction(this.source, new Clock()).run((em, now) =>
      this.messages.queue(em, now, {
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

  /** What the newest message to a destination says; undefined where there was none. */
  async received(destination: string, template: MessageTemplate): Promise<Secret | undefined> {
    const [row] = await this.sql<{ message_id: string; reference: string; secret_sealed: Buffer }>(
      `select message_id, reference, secret_sealed from customers.got where destination = $1 and template = $2
        order by at desc limit 1`,
      [destination, template],
    );
    if (!row) return undefined;
    const { code } = this.sealing.openMessageSecret(row.message_id, row.secret_sealed) as {
      code: string;
    };
    return { reference: row.reference, code };
  }
}
