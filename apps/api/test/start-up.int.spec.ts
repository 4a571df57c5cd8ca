import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { aStory } from '@relink/testing';
import { DataSource } from 'typeorm';
import { applicationUrl } from '../src/platform/database/application-role.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import { CustomerKeys } from '../src/platform/sealing/customer-keys.ts';
import { ownerUrl } from './harness/spawned-desk.ts';
import { SpawnedPart } from './harness/spawned-part.ts';
import { MASTER_KEY, TestDesk } from './harness/test-desk.ts';

/** What a process printed and ended with that could not start. */
async function attempt(
  part: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; printed: string }> {
  const program = SpawnedPart.begin(part, env);
  return { code: await program.ended(), printed: program.printed };
}

describe('a desk that cannot start', () => {
  let desk: TestDesk;
  let url: URL;
  const owner = `owner_${randomUUID().replaceAll('-', '')}`;

  beforeAll(async () => {
    desk = await TestDesk.open();
    url = new URL(ownerUrl(desk));
    await desk.sql(`create role ${owner} login password 'of-the-test'`);
  });
  afterAll(async () => {
    await SpawnedPart.killAll();
    await desk.sql(`drop role ${owner}`);
    await desk.close();
  });

  async function refuses(part: string, env: NodeJS.ProcessEnv, sentence: RegExp): Promise<void> {
    const { code, printed } = await attempt(part, env);
    expect(printed).toMatch(sentence);
    expect(printed.trim().split('\n')).toHaveLength(1);
    expect(printed).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  }

  it.each(['migrate', 'serve', 'work'])('says at %s that the database is away', (part) =>
    refuses(
      part,
      { DATABASE_URL: 'postgres://somebody:very-secret@127.0.0.1:1/relink' },
      /^The database of DATABASE_URL(, as relink_app)? does not answer at 127\.0\.0\.1:1\./,
    ),
  );

  it.each(['not an address', 'mysql://shop@db/relink', 'postgres://shop@db', 'postgres://'])(
    'says that %p is no address of a database',
    (address) =>
      refuses(
        'serve',
        { DATABASE_URL: address },
        /^DATABASE_URL: is not the address of a PostgreSQL database/,
      ),
  );

  it('says that no database was named', () =>
    refuses('serve', {}, /^DATABASE_APP_URL: say which database to connect to\.$/m));

  it('says that the server has no such database, or refuses the password', async () => {
    const elsewhere = new URL(url);
    elsewhere.pathname = '/nowhere';
    await refuses('migrate', { DATABASE_URL: elsewhere.href }, /has no database of the name in DATABASE_URL/);
    const stranger = new URL(url);
    stranger.username = 'stranger';
    await refuses(
      'migrate',
      { DATABASE_URL: stranger.href },
      /refuses the user or the password of DATABASE_URL/,
    );
  });

  it('says that the owner may not make roles', async () => {
    const name = `bare_${randomUUID().replaceAll('-', '')}`;
    await desk.sql(`create database ${name} owner ${owner}`);
    const poor = new URL(url);
    Object.assign(poor, { pathname: `/${name}`, username: owner, password: 'of-the-test' });
    // The server's role has the password of another key: this desk would need one of its own.
    await refuses(
      'migrate',
      { DATABASE_URL: poor.href, RELINK_MASTER_KEY: 'cd'.repeat(32) },
      /allowed to create roles \(CREATEROLE\)/,
    );
    await desk.sql(`drop database ${name} with (force)`);
  });

  it('says that the tables are missing', async () => {
    const name = `empty_${randomUUID().replaceAll('-', '')}`;
    await desk.sql(`create database ${name}`);
    const empty = new URL(url);
    empty.pathname = `/${name}`;
    await refuses(
      'serve',
      { DATABASE_URL: empty.href },
      /^The database has no tables of the desk yet: run migrate first\.$/m,
    );
    await desk.sql(`drop database ${name} with (force)`);
  });

  it('refuses another master key than the one that the keys were wrapped with, and leaves the role its password', async () => {
    const { old } = await aStory(desk, 'A');
    await desk.app.get(CustomerKeys).seal(poolOf(desk.app.get(DataSource)), old.id, 'of the test', 'x');
    const otherKey = { RELINK_MASTER_KEY: 'cd'.repeat(32) };
    const sentence =
      /^RELINK_MASTER_KEY: this is not the key that the keys of this database are wrapped with\./;
    await refuses('migrate', { DATABASE_URL: url.href, ...otherKey }, sentence);
    const app = applicationUrl(url.href, Buffer.from(MASTER_KEY, 'hex'));
    await refuses('serve', { DATABASE_APP_URL: app, ...otherKey }, sentence);
    await refuses('work', { DATABASE_APP_URL: app, ...otherKey }, sentence);
    await refuses(
      'serve',
      { DATABASE_URL: url.href, ...otherKey },
      /refuses relink_app: .* another RELINK_MASTER_KEY\.$/m,
    );
    const client = new Client({ connectionString: app });
    await client.connect();
    await client.end();
  });

  it('migrates without the address of the portal, which only what serves or sends needs', async () => {
    const env = { DATABASE_URL: url.href, RELINK_PUBLIC_URL: '' };
    expect((await attempt('migrate', env)).code).toBe(0);
    await refuses('serve', env, /^RELINK_PUBLIC_URL: production needs the address/);
  });

  it('says that a port is taken', async () => {
    const port = new URL(desk.url).port;
    await refuses('serve', { DATABASE_URL: url.href, PORT: port }, new RegExp(`Port ${port} is taken`));
  });
});
