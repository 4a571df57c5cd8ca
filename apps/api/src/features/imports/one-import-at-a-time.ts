import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';

const WAIT_MS = 500;
const TRY = `select pg_try_advisory_lock(hashtextextended('import of ' || realm, 0)) as held
  from import_run where id = $1`;
const LET_GO = `select pg_advisory_unlock(hashtextextended('import of ' || realm, 0)) from import_run where id = $1`;

/**
 * Lets one import of a realm run at a time, whether the worker or the command runs it. The hold is a lock of a
 * database session, so that a killed process holds nothing.
 */
@Injectable()
export class OneImportAtATime {
  constructor(private readonly source: DataSource) {}

  async hold<T>(importId: string, work: () => Promise<T>): Promise<T> {
    const client = await poolOf(this.source).connect();
    let broken: Error | undefined;
    // Without a listener a lost connection would end the process.
    const onError = (error: Error) => (broken = error);
    client.on('error', onError);
    try {
      while ((await client.query<{ held: boolean }>(TRY, [importId])).rows[0]?.held === false)
        await sleep(WAIT_MS);
      try {
        return await work();
      } finally {
        await client.query(LET_GO, [importId]).catch((error: unknown) => {
          broken ??= error instanceof Error ? error : new Error('The hold could not be let go.');
        });
      }
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }
}
