import { Injectable } from '@nestjs/common';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/data-source.ts';
import { runSql } from '../database/named-statement.ts';

const PATIENCE_MS = 1_500;
/** Whoever asks more often gets the same answer: health is open to all, and a sign-in costs the server more than a statement. */
const SIGN_IN_HOLDS_MS = 2_000;
/** A wrong password, a role that may not sign in, a database of the name that is gone. A server that is only full is none. */
const REFUSED = new Set(['28P01', '28000', '3D000']);

/** Whether this process should be given work: its database answers, and it is not about to stop. */
@Injectable()
export class Readiness {
  private stopping = false;
  private signIn: { readonly at: number; readonly accepted: Promise<boolean> } | undefined;

  constructor(private readonly source: DataSource) {}

  /** From now on no: what is under way is finished, and a proxy sends what is new elsewhere. */
  stop(): void {
    this.stopping = true;
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  async check(): Promise<boolean> {
    if (this.stopping) return false;
    try {
      await runSql(poolOf(this.source), 'select 1');
      return await this.canSignIn();
    } catch {
      return false;
    }
  }

  /** A connection of the pool may go on answering while every further one is refused, and requests that need one fail. */
  private canSignIn(): Promise<boolean> {
    const now = performance.now();
    if (this.signIn === undefined || now - this.signIn.at > SIGN_IN_HOLDS_MS)
      this.signIn = { at: now, accepted: this.trySignIn() };
    return this.signIn.accepted;
  }

  private async trySignIn(): Promise<boolean> {
    const client = new Client({
      ...poolOf(this.source).options,
      connectionTimeoutMillis: PATIENCE_MS,
      application_name: 'relink ready',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch (fault) {
      return !(fault instanceof Error && 'code' in fault && REFUSED.has(String(fault.code)));
    } finally {
      client.end().catch(() => undefined);
    }
  }
}
