import { execFile } from 'node:child_process';
import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { anAccount } from '@relink/testing';
import { ownerUrl } from './harness/spawned-desk.ts';
import { SpawnedPart } from './harness/spawned-part.ts';
import { MASTER_KEY, TestDesk } from './harness/test-desk.ts';

const NEXT_KEY = 'cd'.repeat(32);
const COMMAND = join(__dirname, '../dist/erasures-command.js');
const run = promisify(execFile);

/** The commands as whoever runs a desk types them, beside processes that serve. */
describe('the commands of keys and erasures', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  afterAll(async () => {
    await SpawnedPart.killAll();
    await desk.close();
  });
  const both = { RELINK_MASTER_KEY: NEXT_KEY, RELINK_MASTER_KEY_PREVIOUS: MASTER_KEY };

  it('rotate the master key while processes serve, and say when the previous one may go', async () => {
    const url = { DATABASE_URL: ownerUrl(desk) };
    const early = SpawnedPart.begin('serve', { ...url, RELINK_MASTER_KEY: NEXT_KEY });
    const serving = SpawnedPart.begin('serve', { ...url, ...both });
    const { port } = await serving.said('started');
    expect(await early.ended()).toBe(1);
    const rotate = SpawnedPart.begin('rotate', { ...url, ...both });
    expect(await rotate.ended()).toBe(0);
    expect(rotate.printed).toMatch(/RELINK_MASTER_KEY_PREVIOUS may be removed/);
    expect((await fetch(`http://127.0.0.1:${String(port)}/api/health/ready`)).status).toBe(200);
    const late = SpawnedPart.begin('serve', { ...url, RELINK_MASTER_KEY: MASTER_KEY });
    const after = SpawnedPart.begin('serve', { ...url, RELINK_MASTER_KEY: NEXT_KEY });
    await after.said('started');
    expect(await late.ended()).toBe(1);
    // A rotation waits twice for every process to look, some thirty seconds in all.
  }, 180_000);

  it('export the list of erasures, and erase again whom a line of it names', async () => {
    const env = {
      ...process.env,
      NODE_ENV: 'test',
      DATABASE_URL: ownerUrl(desk),
      RELINK_MASTER_KEY: NEXT_KEY,
    };
    const { id } = await anAccount(desk, { firstName: 'Again', externalId: '31' });
    const line = {
      accountId: id,
      erasureId: id,
      realm: 'main',
      externalDigest: null,
      at: new Date().toISOString(),
    };
    const file = join(mkdtempSync(join(tmpdir(), 'relink-erasures-')), 'erasures.jsonl');
    writeFileSync(file, `${JSON.stringify(line)}\n`);
    const replayed = await run(process.execPath, [COMMAND, 'replay', file], { env });
    expect(replayed.stdout).toContain(`${id}: erased`);
    const exported = await run(process.execPath, [COMMAND, 'export'], { env });
    const list = exported.stdout.split('\n').filter((text) => text.startsWith('{'));
    expect(list.map((text) => (JSON.parse(text) as typeof line).accountId)).toEqual([id]);
    await expect(run(process.execPath, [COMMAND, 'forget'], { env })).rejects.toThrow(/Say what to do/);
  }, 180_000);
});
