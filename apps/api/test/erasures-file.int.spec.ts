import type { ApprovalView, ErasureStanding } from '@relink/contract';
import { anAccount } from '@relink/testing';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import {
  ErasedAccounts,
  erasureLine,
  ExecuteErasure,
  readErasureLines,
} from '../src/features/erasure/index.ts';
import { WriteErasures } from '../src/features/erasure/write-erasures.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import { TestDesk } from './harness/test-desk.ts';

describe('the file of erasures', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relink-erasures-'));
  const path = join(folder, 'erasures.jsonl');
  let desk: TestDesk;

  beforeAll(async () => {
    desk = await TestDesk.open({ RELINK_ERASURES_FILE: path });
  });
  afterAll(async () => {
    await desk.close();
    rmSync(folder, { recursive: true });
  });

  const erased = async () => {
    const { id, erasureId } = await agreed(desk);
    expect(await desk.app.get(ExecuteErasure).run(erasureId)).toBe('done');
    return id;
  };
  const write = () => desk.app.get(WriteErasures).run();
  const inFile = () => readErasureLines(readFileSync(path, 'utf8'));
  const inDatabase = () => desk.app.get(ErasedAccounts).list(poolOf(desk.app.get(DataSource)));

  it('gets what a crash after the commit kept from it, once, in the lines that a replay reads', async () => {
    const first = await erased();
    await write();
    const second = await erased();
    await Promise.all([write(), write()]);
    const { lines, faulty } = inFile();
    expect(faulty).toEqual([]);
    expect(lines.map(({ accountId }) => accountId)).toEqual([first, second]);
    expect(lines).toEqual(await inDatabase());
    expect(readFileSync(path, 'utf8')).not.toMatch(/Wilhelmina|shop-/);
  });

  it('loses no line to a crash while it was written, and adds only', async () => {
    const id = await erased();
    const line = (await inDatabase()).find(({ accountId }) => accountId === id);
    if (!line) throw new Error('It was erased.');
    appendFileSync(path, erasureLine(line).slice(0, 60));
    const before = readFileSync(path, 'utf8');
    expect(inFile().faulty).toHaveLength(1);
    await write();
    expect(readFileSync(path, 'utf8').startsWith(before)).toBe(true);
    expect(inFile()).toEqual({ lines: await inDatabase(), faulty: [] });
  });

  it('is written whole again where it is gone, and lines of an older database stay', async () => {
    const [older] = inFile().lines;
    if (!older) throw new Error('There are some.');
    const gone = { ...older, accountId: older.erasureId };
    writeFileSync(path, erasureLine(gone));
    await write();
    expect(inFile().lines).toEqual([gone, ...(await inDatabase())]);
  });

  it('says what is no line of it', () => {
    expect(readErasureLines('{}\n\nno line\n').faulty).toEqual([1, 3]);
  });
});

describe('a worker', () => {
  it('adds an erasure to the file as soon as it is carried out', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'relink-erasures-'));
    const path = join(folder, 'erasures.jsonl');
    const desk = await TestDesk.open({ RELINK_ERASURES_FILE: path }, { work: true });
    try {
      const { id } = await agreed(desk);
      while (!existsSync(path) || !readFileSync(path, 'utf8').endsWith('\n')) await wait(50);
      const { lines, faulty } = readErasureLines(readFileSync(path, 'utf8'));
      expect(lines.map(({ accountId }) => accountId)).toEqual([id]);
      expect(faulty).toEqual([]);
    } finally {
      await desk.close();
      rmSync(folder, { recursive: true });
    }
  });
});

/** An erasure that a second admin agreed to. */
async function agreed(desk: TestDesk): Promise<{ id: string; erasureId: string }> {
  const [ada, otto] = [await desk.signedIn('admin'), await desk.signedIn('admin')];
  const { id } = await anAccount(desk, { firstName: 'Wilhelmina', externalId: `shop-${ada.id}` });
  const before = await ada.get<ErasureStanding>(`/api/accounts/${id}/erasure`);
  const { body } = await ada.post<ErasureStanding>(`/api/accounts/${id}/erasures`, {
    reason: 'Asked for by letter.',
    planHash: before.body.plan?.planHash,
  });
  const { erasure } = body;
  if (!erasure?.approvalId) throw new Error(JSON.stringify(body));
  expect((await otto.post<ApprovalView>(`/api/approvals/${erasure.approvalId}/approve`, {})).status).toBe(
    200,
  );
  return { id, erasureId: erasure.id };
}
