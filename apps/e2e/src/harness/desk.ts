import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { AgentRole } from '@relink/domain';
import { type Database, insert } from '@relink/testing';
import { hash } from '@node-rs/argon2';
import { Client } from 'pg';
import { told } from './run.ts';

/** What everybody at the desk under test signs in with. */
export const PASSWORD = 'correct horse battery staple';

export type Hired = { readonly id: string; readonly username: string; readonly name: string };

/** The desk under test, seen from outside: its address, and its database as the owner sees it. */
export class Desk implements Database {
  private constructor(
    readonly url: string,
    private readonly owner: Client,
  ) {}

  static async reach(): Promise<Desk> {
    const owner = new Client({ connectionString: told('database') });
    await owner.connect();
    return new Desk(told('desk'), owner);
  }

  async leave(): Promise<void> {
    await this.owner.end();
  }

  async sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.owner.query(text, values)).rows as Row[];
  }

  /** Puts somebody on the list of agents, whom no other story knows. */
  async hire(role: AgentRole): Promise<Hired> {
    const id = randomUUID();
    const username = `${role}-${id.slice(0, 8)}`;
    const name = `${role[0]!.toUpperCase()}${role.slice(1)} ${id.slice(0, 4)}`;
    const password_hash = await hash(PASSWORD, { memoryCost: 1024, timeCost: 1 });
    await insert(this, 'agent', { id, username, name, role, password_hash });
    return { id, username, name };
  }

  /** Holds the rows of a table as a slow neighbour would, until the function that comes back is called. */
  async holdRow(table: string, where: Readonly<Record<string, string>>): Promise<() => Promise<void>> {
    const neighbour = new Client({ connectionString: told('database') });
    await neighbour.connect();
    const conditions = Object.keys(where).map((column, index) => `${column} = $${String(index + 1)}`);
    await neighbour.query('begin');
    await neighbour.query(
      `select from ${table} where ${conditions.join(' and ')} for update`,
      Object.values(where),
    );
    return () => neighbour.end();
  }

  /** What a customer has chosen to sign in with on the portal. */
  async customerPassword(accountId: string, password: string): Promise<void> {
    const password_hash = await hash(password, { memoryCost: 1024, timeCost: 1 });
    await insert(this, 'credential', { account_id: accountId, password_hash, updated_at: new Date() });
  }

  /** A session that a customer still has on some device; returns the cookie's value. */
  async customerSession(accountId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = Date.now();
    await insert(this, 'customer_session', {
      token_hash: createHash('sha256').update(token).digest(),
      account_id: accountId,
      created_at: new Date(now),
      last_seen_at: new Date(now),
      expires_at: new Date(now + 24 * 60 * 60_000),
    });
    return token;
  }
}
