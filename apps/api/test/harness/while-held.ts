import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { TestDesk } from './test-desk.ts';

const BLOCKED = 'select 1 from pg_stat_activity where $1 = any(pg_blocking_pids(pid)) limit 1';

/**
 * Has somebody act while a statement of another transaction has been carried out and not committed: commits it once what
 * they do waits for it. For what happens at the very same moment.
 */
export async function whileHeld<T>(
  desk: TestDesk,
  statement: { readonly text: string; readonly values: readonly unknown[] },
  act: () => Promise<T>,
): Promise<T> {
  const url = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
  const [here] = await desk.sql<{ name: string }>('select current_database() as name');
  url.pathname = `/${here?.name ?? ''}`;
  const other = new Client({ connectionString: url.toString() });
  await other.connect();
  try {
    await other.query('begin');
    await other.query(statement.text, [...statement.values]);
    const [own] = (await other.query<{ pid: number }>('select pg_backend_pid() as pid')).rows;
    const acting = act();
    while ((await desk.sql(BLOCKED, [own?.pid])).length === 0) await wait(5);
    await other.query('commit');
    return await acting;
  } finally {
    await other.end();
  }
}
