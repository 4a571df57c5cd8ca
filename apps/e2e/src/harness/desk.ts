import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { AgentRole } from '@relink/domain';
import { type Database, insert } from '@relink/testing';
import { hash } from '@node-rs/argon2';
import { Client } from 'pg';
import { codeOf, enrolApp } from './enrol-app.ts';
import { told } from './run.ts';

/** What everybody at the desk under test signs in with. */
export const PASSWORD = 'correct horse battery staple';

export type Hired = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  /** A fresh code of their authenticator app; only who must have one has it. */
  readonly code?: () => Promise<string>;
};

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

  /**
   * Puts somebody on the list of agents, whom no other story knows. Supervisors and admins enrol an authenticator app,
   * unless a story is about that.
   */
  async hire(role: AgentRole, { factor = role !== 'agent' }: { factor?: boolean } = {}): Promise<Hired> {
    const id = randomUUID();
    const username = `${role}-${id.slice(0, 8)}`;
    const name = `${role[0]!.toUpperCase()}${role.slice(1)} ${id.slice(0, 4)}`;
    const password_hash = await hash(PASSWORD, { memoryCost: 1024, timeCost: 1 });
    await insert(this, 'agent', { id, username, name, role, password_hash });
    if (!factor) return { id, username, name };
    const secret = await enrolApp(this.url, { username, password: PASSWORD });
    const code = async () => {
      // Stories do in a moment what takes people minutes: that this step's code was given before is forgotten.
      await this.sql('update agent_factor set last_step = null where agent_id = $1', [id]);
      return codeOf(secret);
    };
    return { id, username, name, code };
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
