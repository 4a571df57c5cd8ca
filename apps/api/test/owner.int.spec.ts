import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../src/platform/database/migrate.ts';
import { MASTER_KEY } from './harness/test-desk.ts';

describe("a database's owner who is no superuser", () => {
  const name = `shop_${randomUUID().replaceAll('-', '')}`;
  const server = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
  const admin = new Client({ connectionString: server.toString() });

  beforeAll(async () => {
    await admin.connect();
    // As whoever manages the server would: the role is there already, made by a superuser and lent to the owner.
    await admin.query(`create role ${name} login createrole password 'of-the-test'`);
    await admin.query(`grant relink_app to ${name} with admin option`);
    await admin.query(`create database ${name} owner ${name}`);
  });
  afterAll(async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.query(`drop role ${name}`);
    await admin.end();
  });

  it('migrates, and migrates again', async () => {
    const owner = new URL(server);
    owner.pathname = `/${name}`;
    owner.username = name;
    owner.password = 'of-the-test';
    const key = Buffer.from(MASTER_KEY, 'hex');
    await migrate(owner.toString(), key);
    await migrate(owner.toString(), key);
    const client = new Client({ connectionString: owner.toString() });
    await client.connect();
    expect((await client.query('select preset from policy')).rows).toEqual([{ preset: 'standard' }]);
    await client.end();
  });
});
