import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import {
  applicationUrl,
  checkApplicationRole,
  findApplicationUrl,
} from '../src/platform/database/application-role.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { rotateMasterKey } from '../src/platform/sealing/rotate-master-key.ts';
import { ownerUrl } from './harness/spawned-desk.ts';
import { SpawnedPart } from './harness/spawned-part.ts';
import { MASTER_KEY, TestDesk } from './harness/test-desk.ts';

const NEXT_KEY = 'cd'.repeat(32);
const [old, next] = [MASTER_KEY, NEXT_KEY].map((hex) => Buffer.from(hex, 'hex')) as [Buffer, Buffer];

async function signsIn(connectionString: string): Promise<string> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ name: string }>('select session_user as name');
  await client.end();
  return rows[0]?.name ?? '';
}

describe('desks whose databases are on one server', () => {
  let desk: TestDesk;
  const name = `neighbour_${randomUUID().replaceAll('-', '')}`;
  let neighbour: string;
  beforeAll(async () => {
    desk = await TestDesk.open();
    await desk.sql(`create database ${name}`);
    const url = new URL(ownerUrl(desk));
    url.pathname = `/${name}`;
    neighbour = url.href;
  });
  afterAll(async () => {
    await SpawnedPart.killAll();
    const roles = await desk.sql<{ role: string }>(
      `select rolname as role from pg_roles where rolname = 'relink_app_' || (select oid from pg_database where datname = $1)`,
      [name],
    );
    await desk.sql(`drop database ${name} with (force)`);
    for (const { role } of roles) await desk.sql(`drop role ${role}`);
    await desk.close();
  });
  const passwords = () =>
    desk.sql(
      `select rolname, rolpassword from pg_authid where rolname = 'relink_app' or rolname ~ '^relink_app_\\d+$' order by 1`,
    );

  it('go on signing in when one rotated its master key and another is set up with the new one', async () => {
    const rotated = { masterKey: next, previousMasterKey: old };
    await rotateMasterKey(ownerUrl(desk), rotated, { settleMs: 1, say: () => undefined });
    const running = applicationUrl(ownerUrl(desk), old);
    await migrate(neighbour, next);
    await migrate(ownerUrl(desk), next);
    expect(await signsIn(running)).toBe('relink_app');
    expect(await findApplicationUrl(ownerUrl(desk), { masterKey: next })).toBe(running);
    expect(await signsIn(await findApplicationUrl(neighbour, { masterKey: next }))).toMatch(
      /^relink_app_\d+$/,
    );
  });

  it('are let into a database that was shut to everybody before it was set up', async () => {
    const shut = `shut_${randomUUID().replaceAll('-', '')}`;
    await desk.sql(`create database ${shut}`);
    await desk.sql(`revoke connect on database ${shut} from public`);
    const url = new URL(neighbour);
    url.pathname = `/${shut}`;
    await migrate(url.href, old);
    await signsIn(await findApplicationUrl(url.href, { masterKey: old }));
    await desk.sql(`drop database ${shut} with (force)`);
  });

  it('keep their passwords however often either is migrated', async () => {
    const shared = (rows: unknown[]) =>
      rows.filter((row) => (row as { rolname: string }).rolname === 'relink_app');
    const before = shared(await passwords());
    await migrate(neighbour, next);
    await migrate(ownerUrl(desk), next);
    expect(shared(await passwords())).toEqual(before);
    await signsIn(await findApplicationUrl(neighbour, { masterKey: next }));
  });

  it('have the application’s rights and no more by a role of their own', async () => {
    const pool = new Pool({
      connectionString: await findApplicationUrl(neighbour, { masterKey: next }),
      max: 1,
    });
    await expect(checkApplicationRole(pool)).resolves.toBeUndefined();
    await expect(pool.query('create table mine (id int)')).rejects.toThrow(/permission denied/);
    await expect(pool.query('delete from audit_event')).rejects.toThrow(/permission denied/);
    await pool.end();
  });

  it('are shut to each other: who signs in at one connects to no other', async () => {
    const own = new URL(await findApplicationUrl(neighbour, { masterKey: next }));
    const theirs = new URL(own);
    theirs.pathname = new URL(ownerUrl(desk)).pathname;
    await expect(signsIn(theirs.href)).rejects.toThrow(/permission denied for database/);
    const mine = new URL(applicationUrl(ownerUrl(desk), old));
    mine.pathname = own.pathname;
    await expect(signsIn(mine.href)).rejects.toThrow(/permission denied for database/);
  });

  it('say that the database is away while it refuses their password, and end all the same', async () => {
    const env = { DATABASE_URL: neighbour, RELINK_MASTER_KEY: NEXT_KEY };
    const [serve, work] = ['serve', 'work'].map((part) =>
      SpawnedPart.begin(part, { ...env, RELINK_OPERATIONS_PORT: '0' }),
    ) as [SpawnedPart, SpawnedPart];
    const { port } = await serve.said('started');
    await work.said('started');
    const ready = async (path = '/api/health/ready') =>
      (await fetch(`http://127.0.0.1:${String(port)}${path}`)).status;
    expect(await ready()).toBe(200);
    const { username } = new URL(await findApplicationUrl(neighbour, { masterKey: next }));
    await desk.sql(`alter role ${username} password 'another'`);
    for (let tries = 0; (await ready()) !== 503 && tries < 200; tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ready()).toBe(503);
    await desk.sql('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [username]);
    const cookie = { cookie: `relink_agent=${'a'.repeat(43)}` };
    const refused = await fetch(`http://127.0.0.1:${String(port)}/api/cases`, { headers: cookie });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      503,
      'database-unavailable',
    ]);
    serve.terminate();
    work.terminate();
    expect([await serve.ended(), await work.ended()]).toEqual([0, 0]);
    // migrate mends the password of a desk's own role.
    await migrate(neighbour, next);
    await signsIn(await findApplicationUrl(neighbour, { masterKey: next }));
  }, 120_000);
});
