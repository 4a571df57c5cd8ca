import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { type Server, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type RunningPostgres, ServerStartFailed, startPostgres } from './index.ts';

let dataDir: string;
let running: RunningPostgres | undefined;

const start = async (settings?: Record<string, string>): Promise<RunningPostgres> => {
  running = await startPostgres({ dataDir, databaseName: 'relink', durable: false, settings });
  return running;
};

const ask = async (url: string, sql: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: string }>(sql);
    return String(rows[0]?.answer);
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'relink-postgres-spec-'));
});
afterEach(() => running?.stop());
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('keeps data and port across a restart', async () => {
  const first = await start();
  await ask(first.url, "CREATE TABLE shop AS SELECT 'main' AS answer");
  await first.stop();
  const second = await start();
  expect(await ask(second.url, 'SELECT answer FROM shop')).toBe('main');
  expect(second.port).toBe(first.port);
});

test('is PostgreSQL 18 in UTF-8 and UTC, with its defaults and the settings asked for', async () => {
  const { url } = await start({ work_mem: '7MB', listen_addresses: '*' });
  const setting = (name: string) => ask(url, `SELECT current_setting('${name}') AS answer`);
  expect(await setting('server_version')).toMatch(/^18\./);
  expect(await setting('server_encoding')).toBe('UTF8');
  expect(await setting('TimeZone')).toBe('UTC');
  expect(await setting('max_connections')).toBe('200');
  expect(await setting('work_mem')).toBe('7MB');
  expect(await setting('listen_addresses')).toBe('127.0.0.1');
  expect(await ask(url, "SELECT lower('ÄÉ') AS answer")).toBe('äé');
});

test('is out of reach from any other address of this machine', async () => {
  const { url, port } = await start();
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  for (const { address } of others) {
    const outside = url.replace(`127.0.0.1:${port}`, `${address}:${port}`);
    await expect(ask(outside, 'SELECT 1 AS answer')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  }
  expect(await ask(url, 'SELECT 1 AS answer')).toBe('1');
});

test('lets nobody in without the password, which only the owner of the data can read', async () => {
  const { url, dataDir: home } = await start();
  const guess = new URL(url);
  guess.password = 'password';
  await expect(ask(guess.href, 'SELECT 1 AS answer')).rejects.toMatchObject({ code: '28P01' });
  expect((await stat(join(home, 'superuser-password'))).mode & 0o777).toBe(0o600);
});

test('never tells the password or a personal value to a log', async () => {
  await rm(join(dataDir, 'server.log'), { force: true });
  const lines: string[] = [];
  running = await startPostgres({
    dataDir,
    databaseName: 'relink',
    durable: false,
    log: (line) => lines.push(line),
  });
  await ask(running.url, 'CREATE TABLE contact (email text PRIMARY KEY)');
  const add = "INSERT INTO contact VALUES ('someone@shop.example')";
  await ask(running.url, add);
  await expect(ask(running.url, add)).rejects.toMatchObject({ code: '23505' });
  const home = running.dataDir;
  await running.stop();
  const told = lines.join('\n') + (await readFile(join(home, 'server.log'), 'utf8'));
  expect(told).toContain('database system is ready');
  expect(told).not.toContain('someone@shop.example');
  expect(told).not.toContain(await readFile(join(home, 'superuser-password'), 'utf8'));
});

test('never runs as root', async () => {
  const { dataDir: home } = await start();
  const pid = Number.parseInt(await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8'), 10);
  const file = process.platform === 'linux' ? `/proc/${pid}` : join(home, 'cluster');
  expect((await stat(file)).uid).not.toBe(0);
});

test('makes a database from a template', async () => {
  const { createDatabase } = await start();
  const template = await createDatabase('odd "name"');
  await ask(template, "CREATE TABLE colour AS SELECT 'blue' AS answer");
  const copy = await createDatabase('copy', 'odd "name"');
  expect(await ask(copy, 'SELECT answer FROM colour')).toBe('blue');
  await expect(createDatabase('copy')).rejects.toMatchObject({ code: '42P04' });
});

test('goes to another port when its last one is taken, and stays at one it was told', async () => {
  const { port, stop } = await start();
  await stop();
  const other = await listenOn(port);
  try {
    expect((await start()).port).not.toBe(port);
    await running?.stop();
    const told = startPostgres({ dataDir, databaseName: 'relink', durable: false, port });
    await expect(told).rejects.toMatchObject({ name: 'ServerStartFailed', portTaken: true });
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});

test('says what the server said when it does not start, and starts well after that', async () => {
  const failed = start({ shared_buffers: 'plenty' });
  await expect(failed).rejects.toThrow(ServerStartFailed);
  await expect(failed).rejects.toThrow(/invalid value for parameter "shared_buffers": "plenty"/);
  expect(await ask((await start()).url, 'SELECT 1 AS answer')).toBe('1');
});

test('may be stopped twice, also at once', async () => {
  const { stop, url } = await start();
  await Promise.all([stop(), stop()]);
  await stop();
  await expect(ask(url, 'SELECT 1 AS answer')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

function listenOn(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy()).once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
