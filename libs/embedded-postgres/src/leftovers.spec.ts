import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { errorCode } from './error-code.ts';
import { type RunningPostgres, startPostgres } from './index.ts';

const lib = resolve(__dirname, '..');
const compiled = join(lib, 'out-tsc', 'parent');
const strangers: ChildProcess[] = [];
let dataDir: string;
let running: RunningPostgres | undefined;

const start = async (): Promise<RunningPostgres> => {
  running = await startPostgres({ dataDir, databaseName: 'relink', durable: false });
  return running;
};

const ask = async (url: string, sql: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: string }>(sql);
    return String(rows[0]?.answer);
  } finally {
    await client.end();
  }
};

/** Another Node, which starts PostgreSQL on the data directory and then just lives. */
const anotherParent = async (): Promise<{ parent: ChildProcess; url: string }> => {
  const program = `
    import { startPostgres } from ${JSON.stringify(pathToFileURL(join(compiled, 'index.js')).href)};
    const options = { dataDir: process.argv[1], databaseName: 'relink', durable: false };
    console.log((await startPostgres(options)).url);
    setInterval(() => undefined, 1_000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  strangers.push(parent);
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  return { parent, url: line.toString().trim() };
};

/** A process that has nothing to do with PostgreSQL but may be signalled by it. */
const aStranger = async (): Promise<ChildProcess> => {
  const uid = process.getuid?.() === 0 ? { uid: 65_534 } : {};
  const stranger = spawn('sleep', ['300'], { ...uid, cwd: '/', stdio: 'ignore' });
  strangers.push(stranger);
  await once(stranger, 'spawn');
  return stranger;
};

const kill9 = async (child: ChildProcess): Promise<number> => {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.pid ?? 0;
};

const pidFile = () => join(dataDir, 'cluster', 'postmaster.pid');

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'relink-postgres-spec-'));
  const project = join(lib, 'tsconfig.lib.json');
  const tsc = require.resolve('typescript/bin/tsc');
  const place = ['--outDir', compiled, '--tsBuildInfoFile', join(compiled, 'parent.tsbuildinfo')];
  execFileSync(process.execPath, [tsc, '-p', project, ...place]);
});
afterEach(async () => {
  await running?.stop();
  await Promise.all(strangers.splice(0).map(kill9));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('a second parent is refused and told who has the data; after a kill -9 of that one it recovers', async () => {
  const { parent, url } = await anotherParent();
  await ask(url, "CREATE TABLE kept AS SELECT 'yes' AS answer");
  await expect(start()).rejects.toMatchObject({ name: 'DataDirectoryHeld', holderPid: parent.pid });
  expect(await ask(url, 'SELECT answer FROM kept')).toBe('yes');

  const leftOver = Number.parseInt(await readFile(pidFile(), 'utf8'), 10);
  await kill9(parent);
  const recovered = await start();
  expect(await ask(recovered.url, 'SELECT answer FROM kept')).toBe('yes');
  expect(recovered.url).toBe(url);
  expect(Number.parseInt(await readFile(pidFile(), 'utf8'), 10)).not.toBe(leftOver);
});

test('the same process is refused as well, and may start again after its stop', async () => {
  const { stop } = await start();
  await expect(startPostgres({ dataDir, databaseName: 'relink' })).rejects.toMatchObject({
    holderPid: process.pid,
  });
  await stop();
  expect(await ask((await start()).url, 'SELECT 1 AS answer')).toBe('1');
});

test.each([
  ['of a dead process', async () => kill9(await aStranger())],
  ['whose pid now belongs to another living process', async () => (await aStranger()).pid ?? 0],
  ['that holds no pid', async () => 'nonsense'],
])('a pid file %s does not block, and nobody else is harmed', async (_, owner) => {
  const { stop } = await start();
  const real = await readFile(pidFile(), 'utf8');
  await stop();
  await writeFile(pidFile(), real.replace(/^\d+/, String(await owner())));
  expect(await ask((await start()).url, 'SELECT 1 AS answer')).toBe('1');
  expect(strangers.every(({ exitCode, signalCode }) => exitCode === null && signalCode !== 'SIGINT')).toBe(
    true,
  );
});

test.each([
  ['a dead process', async () => ({ pid: await kill9(await aStranger()), started: 'then' })],
  [
    'a pid that now belongs to another process',
    async () => ({ pid: (await aStranger()).pid, started: 'then' }),
  ],
  ['nobody readable', async () => 'nonsense'],
])('a hold of %s is taken over', async (_, holder) => {
  await writeFile(join(dataDir, 'holder.json'), JSON.stringify(await holder()));
  expect(await ask((await start()).url, 'SELECT 1 AS answer')).toBe('1');
});

test('a server killed under its living parent comes back on the same port with what was committed', async () => {
  const { url } = await start();
  await ask(url, "CREATE TABLE committed AS SELECT 'yes' AS answer");
  // A session too busy to notice would keep the next server from starting.
  const busy = ask(url, 'SELECT count(*) AS answer FROM generate_series(1, 1e11::bigint)').catch(
    () => 'lost',
  );
  process.kill(Number.parseInt(await readFile(pidFile(), 'utf8'), 10), 'SIGKILL');
  expect(await busy).toBe('lost');
  const notYet = /ECONNREFUSED|ECONNRESET|57P03|terminated/;
  const again = async (): Promise<string> =>
    ask(url, 'SELECT answer FROM committed').catch(async (error: unknown) => {
      if (!notYet.test(`${String(error)} ${errorCode(error)}`)) throw error;
      await wait(50);
      return again();
    });
  expect(await again()).toBe('yes');
});
