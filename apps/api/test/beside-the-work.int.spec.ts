import { Client } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { GuessersAndWaitingRecoveries1700000000038 } from '../src/migrations/1700000000038-guessers-and-waiting-recoveries.ts';
import { ApprovalsToldOfAccounts1700000000037 } from '../src/migrations/1700000000037-approvals-told-of-accounts.ts';
import { TestDesk } from './harness/test-desk.ts';

describe('a migration of tables that agents work with', () => {
  let desk: TestDesk;
  let source: DataSource;
  let db: QueryRunner;
  let busy: Client;
  beforeAll(async () => {
    desk = await TestDesk.open();
    const url = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
    url.pathname = `/${desk.owner.database ?? ''}`;
    source = await new DataSource({ type: 'postgres', url: url.toString() }).initialize();
    db = source.createQueryRunner();
    busy = new Client({ connectionString: url.toString() });
    await busy.connect();
  });
  afterAll(async () => {
    await busy.end();
    await db.release();
    await source.destroy();
    await desk.close();
  });

  /** The tables that the migration has to itself at this moment, and whether it waits for one. */
  const locks = async () => {
    const held = await desk.sql<{ name: string; granted: boolean }>(
      `select relation::regclass::text as name, granted from pg_locks
        where pid = $1 and locktype = 'relation' and mode in ('AccessExclusiveLock', 'ShareRowExclusiveLock')`,
      [((await backend) as { pid: number }[])[0]?.pid],
    );
    return {
      has: held.filter(({ granted }) => granted).map(({ name }) => name),
      waits: held.some((one) => !one.granted),
    };
  };
  let backend: Promise<unknown>;

  it.each([
    ['agent_factor', new GuessersAndWaitingRecoveries1700000000038()],
    ['agent', new GuessersAndWaitingRecoveries1700000000038()],
    ['notice', new GuessersAndWaitingRecoveries1700000000038()],
    ['account', new ApprovalsToldOfAccounts1700000000037()],
    ['verification_lock', new ApprovalsToldOfAccounts1700000000037()],
  ])(
    'waits for %s without holding another table, and lets by who comes after it',
    async (table, migration) => {
      backend = db.query('select pg_backend_pid() as pid') as Promise<unknown>;
      await backend;
      await busy.query('begin');
      await busy.query(`lock table ${table} in row exclusive mode`);
      const done = migration.up(db);
      let seen = await locks();
      while (!seen.waits) seen = await locks();
      expect(seen.has).toEqual([]);
      // The work that is open goes on for as long as it likes: this one gets through meanwhile.
      await desk.owner.query(`begin; lock table ${table} in row exclusive mode; commit`);
      await busy.query('commit');
      await expect(done).resolves.toBeUndefined();
      expect(await db.query('show lock_timeout')).toEqual([{ lock_timeout: '0' }]);
      expect(await desk.sql('select from pg_constraint where not convalidated')).toEqual([]);
    },
  );

  it('keeps no list of what is still to be put into the index of what waits', async () => {
    const [index] = await desk.sql<{ reloptions: string[] }>(
      `select reloptions from pg_class where relname = 'approval_waiting_names'`,
    );
    expect(index?.reloptions).toEqual(['fastupdate=off']);
  });
});
