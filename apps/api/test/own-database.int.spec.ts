import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from '@relink/embedded-postgres';
import { Client } from 'pg';
import { keptMasterKeys } from '../src/platform/config/kept-master-key.ts';
import { migrate } from '../src/platform/database/migrate.ts';

const run = promisify(execFile);

/** As somebody types them who began with `npm start` and set nothing. */
describe('the commands of a desk that brought its own database', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'relink-own-'));
  const place = { dataDir: join(dataDir, 'postgres'), databaseName: 'relink', durable: false };
  const program = (name: string, ...words: string[]) =>
    run(process.execPath, [join(__dirname, '../dist', name), ...words], {
      env: { PATH: process.env['PATH'], NODE_ENV: 'test', RELINK_DATA_DIR: dataDir, INIT_CWD: dataDir },
    });

  beforeAll(async () => {
    const postgres = await startPostgres(place);
    await migrate(postgres.url, keptMasterKeys(dataDir).masterKey);
    await postgres.stop();
  }, 120_000);
  afterAll(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('find it: days are counted, and the list of erasures is written whole, for its owner alone', async () => {
    expect((await program('insights-command.js', 'rebuild')).stdout).toMatch(/\d+ days counted/);
    const list = join(dataDir, 'erasures.jsonl');
    expect((await program('erasures-command.js', 'export', 'erasures.jsonl')).stdout).toContain(list);
    expect(readFileSync(list, 'utf8')).toBe('');
    expect(statSync(list).mode & 0o777).toBe(0o600);
    expect((await program('erasures-command.js', 'export')).stdout).toBe('');
    await expect(program('erasures-command.js', 'replay', 'nowhere.jsonl')).rejects.toThrow(
      /There is no file/,
    );
    writeFileSync(list, '> relink@0.1.0 erasures\n');
    await expect(program('erasures-command.js', 'replay', 'erasures.jsonl')).rejects.toThrow(
      /erasures\.jsonl:1 is no line of a list of erasures, and nothing was erased/,
    );
  }, 120_000);

  it('rotate the key it keeps, which the next start then takes', async () => {
    const before = keptMasterKeys(dataDir).masterKey;
    const { stdout } = await program('main.js', 'rotate');
    expect(stdout).toMatch(/^Done\.$/m);
    expect(stdout).toMatch(/The one before is kept as .*master\.key\.until-rotation-[0-9a-f]{8}/);
    const after = keptMasterKeys(dataDir);
    expect(after.masterKey).not.toEqual(before);
    expect(after.previousMasterKey).toBeUndefined();
    await program('insights-command.js', 'rebuild');
  }, 120_000);

  it('refuse to rotate under a desk that is at work', async () => {
    const postgres = await startPostgres(place);
    const desk = new Client({ connectionString: postgres.url, application_name: 'relink' });
    await desk.connect();
    const { masterKey } = keptMasterKeys(dataDir);
    await expect(program('main.js', 'rotate')).rejects.toThrow(
      /A desk is at work on this database\. Stop it/,
    );
    expect(keptMasterKeys(dataDir)).toEqual({ masterKey, previousMasterKey: undefined });
    await desk.end();
    await postgres.stop();
  }, 120_000);
});
