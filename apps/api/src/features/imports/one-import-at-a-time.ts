import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PoolClient } from 'pg';
import { lockOn } from '../../platform/database/advisory-locks.ts';
import { poolOf } from '../../platform/database/data-source.ts';

const WAIT_MS = 500;
const TRY = `select pg_try_advisory_lock(${lockOn('importOfRealm', '$1')}) as held`;
const LET_GO = `select pg_advisory_unlock(${lockOn('importOfRealm', '$1')})`;

/**
 * Lets one import of a realm run at a time, whether the worker or the command runs it. The hold is a lock of a
 * database session, so that a killed process holds nothing.
 */
@Injectable()
export class OneImportAtATime {
  constructor(private readonly source: DataSource) {}

  /** Does the work as soon as no other import of the realm runs. */
  async waitFor<T>(realm: string, work: () => Promise<T>): Promise<T> {
    return this.withClient(async (client) => {
      while (!(await this.take(client, realm))) await sleep(WAIT_MS);
      return this.holding(client, realm, work);
    });
  }

  /** Does the work unless another import of the realm runs; says whether it did. */
  async ifFree(realm: string, work: () => Promise<void>): Promise<boolean> {
    return this.withClient(async (client) => {
      if (!(await this.take(client, realm))) return false;
      await this.holding(client, realm, work);
      return true;
    });
  }

  private async take(client: PoolClient, realm: string): Promise<boolean> {
    return (await client.query<{ held: boolean }>(TRY, [realm])).rows[0]?.held === true;
  }

  private async holding<T>(client: PoolClient, realm: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      await client.query(LET_GO, [realm]);
    }
  }

  /** A connection whose lock could not be let go, or that broke, is closed and not used again. */
  private async withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await poolOf(this.source).connect();
    let broken = false;
    // Without a listener a lost connection would end the process.
    const onError = () => (broken = true);
    client.on('error', onError);
    try {
      return await work(client);
    } catch (error) {
      broken = true;
      throw error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }
}
