import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { bytesOfBase64, leafHashOf, parseCheckpoint, parseNote, rootOf } from '@relink/domain';
import { Client } from 'pg';
import { AuditLog } from '../src/features/audit/index.ts';
import { LogKey } from '../src/features/audit/log-key.ts';
import { sha256 } from '../src/features/audit/log-tree.ts';
import { Sequencer } from '../src/features/audit/sequencer.ts';
import { LOCKS } from '../src/platform/database/advisory-locks.ts';
import { notesIn } from '../verifier/verify.mjs';
import { applicationUrl } from '../src/platform/database/application-role.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { MASTER_KEY, TestDesk } from './harness/test-desk.ts';

type Leaf = { seq: string; event_id: string; leaf_hash: Buffer; canonical: Buffer };

describe('the sequencer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relink-witness-'));
  const file = join(folder, 'witness.txt');
  let desk: TestDesk;
  let sequencer: Sequencer;
  beforeAll(async () => {
    desk = await TestDesk.open({ AUDIT_WITNESS: file });
    sequencer = desk.app.get(Sequencer, { strict: false });
  });
  afterAll(async () => {
    await desk.close();
    rmSync(folder, { recursive: true });
  });

  const system = () => ({ principal: { kind: 'system' as const }, address: null, now: new Date() });
  const record = (many = 1) =>
    desk.app.get(Transaction).run((em, now) =>
      desk.app.get(AuditLog).recordMany(
        em,
        { ...system(), now },
        Array.from({ length: many }, () => ({ action: 'audit.read' as const, facts: { n: randomUUID() } })),
      ),
    );
  const leaves = () =>
    desk.sql<Leaf>(
      `select l.seq, l.event_id, l.leaf_hash, e.canonical from audit_leaf l
         join audit_event e on e.id = l.event_id order by l.seq`,
    );
  const unsequenced = async () =>
    (
      await desk.sql(
        'select id from audit_event e where not exists (select from audit_leaf where event_id = e.id)',
      )
    ).length;
  const checkpoints = () =>
    desk.sql<{ size: string; root: Buffer; note: string; witnessed_at: Date | null }>(
      'select * from audit_checkpoint order by size',
    );
  const expectWhole = async () => {
    const all = await leaves();
    expect(all.map(({ seq }) => Number(seq))).toEqual(all.map((_, at) => at));
    for (const { canonical, leaf_hash } of all) expect(leafHashOf(sha256, canonical)).toEqual(leaf_hash);
    for (const { size, root } of await checkpoints())
      expect(
        Buffer.from(
          rootOf(
            sha256,
            all.slice(0, Number(size)).map((leaf) => leaf.leaf_hash),
          ),
        ),
      ).toEqual(root);
  };

  it('gives each event its place and signs what it has', async () => {
    await record(3);
    await sequencer.round();
    expect(await unsequenced()).toBe(0);
    await expectWhole();
    const [first] = await checkpoints();
    const { text } = parseNote(first!.note)!;
    expect(parseCheckpoint(text)).toMatchObject({ size: Number(first!.size) });
    expect(await desk.app.get(LogKey, { strict: false }).isOwn(first!.note)).toBe(true);
  });

  it('sequences what was committed in another order than it began, and waits for nobody', async () => {
    await record();
    await sequencer.round();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let first = () => {};
    const written = new Promise<void>((resolve) => (first = resolve));
    const slow = desk.app.get(Transaction).run(async (em, now) => {
      const id = await desk.app.get(AuditLog).record(em, { ...system(), now }, { action: 'audit.read' });
      first();
      await held;
      return id;
    });
    await written;
    await record(2);
    await sequencer.round();
    expect(await unsequenced()).toBe(0);
    const before = (await leaves()).length;
    release();
    const id = await slow;
    await sequencer.round();
    const all = await leaves();
    expect(all).toHaveLength(before + 1);
    expect(all.at(-1)).toMatchObject({ event_id: id });
    await expectWhole();
  });

  it('never gives a place to what was rolled back', async () => {
    const before = (await leaves()).length;
    await desk.app
      .get(Transaction)
      .run(async (em, now) => {
        await desk.app.get(AuditLog).record(em, { ...system(), now }, { action: 'audit.read' });
        throw new Error('no');
      })
      .catch(() => undefined);
    await record();
    await sequencer.round();
    expect(await leaves()).toHaveLength(before + 1);
    await expectWhole();
  });

  it('is one at a time, whoever else goes round, and keeps tiles of a large log', async () => {
    const write = async () => {
      for (let nth = 0; nth < 10; nth++) await record(97);
    };
    const writing = Promise.all([write(), write(), write()]);
    await Promise.all(Array.from({ length: 3 }, () => sequencer.round()));
    await writing;
    await sequencer.round();
    expect(await unsequenced()).toBe(0);
    await expectWhole();
    const kept = await desk.sql<{ level: number; count: string }>(
      'select level, count(*) from audit_node group by level order by level',
    );
    const size = (await leaves()).length;
    expect(kept.map(({ level, count }) => [level, Number(count)])).toEqual(
      [8, 9, 10, 11].map((level) => [level, Math.floor(size / 2 ** level)]),
    );
  });

  it('signs again within a minute where something is new, and nothing where there is not', async () => {
    const before = (await checkpoints()).length;
    await record();
    await sequencer.round();
    expect((await checkpoints()).length).toBe(before);
    desk.pass({ minutes: 1 });
    await sequencer.round();
    await sequencer.round();
    expect((await checkpoints()).length).toBe(before + 1);
    desk.pass({ minutes: 5 });
    await sequencer.round();
    expect((await checkpoints()).length).toBe(before + 1);
  });

  it('has each checkpoint in the witness file, once and in order, whatever a crash left there', async () => {
    writeFileSync(file, 'half.example/au', { flag: 'a' });
    await desk.sql(
      'update audit_checkpoint set witnessed_at = null where size = (select max(size) from audit_checkpoint)',
    );
    await sequencer.round();
    const notes = notesIn(readFileSync(file, 'utf8'));
    const all = await checkpoints();
    expect([...new Set(notes)]).toEqual(all.map(({ note }) => note));
    expect(all.every(({ witnessed_at }) => witnessed_at !== null)).toBe(true);
  });

  it('goes on where it was killed', async () => {
    await record(5);
    const url = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
    url.pathname = (await desk.sql<{ name: string }>('select current_database() as name'))[0]!.name;
    const killed = new Client({
      connectionString: applicationUrl(url.toString(), Buffer.from(MASTER_KEY, 'hex')),
    });
    await killed.connect();
    killed.on('error', () => undefined);
    await killed.query('begin');
    await killed.query(`select pg_advisory_xact_lock(${String(LOCKS.auditSequencer)})`);
    await killed.query(
      `insert into audit_leaf select max(seq) + 1, gen_random_uuid(), max(leaf_hash) from audit_leaf`,
    );
    const before = (await leaves()).length;
    await sequencer.round();
    expect(await leaves()).toHaveLength(before);
    const { rows } = await killed.query<{ pid: number }>('select pg_backend_pid() as pid');
    await desk.sql('select pg_terminate_backend($1)', [rows[0]!.pid]);
    await killed.end().catch(() => undefined);
    await sequencer.round();
    expect(await unsequenced()).toBe(0);
    await expectWhole();
  });

  it('looks at every event where the database was restored into another server, whose transaction ids begin anew', async () => {
    await record(4);
    await desk.sql(`update audit_event set xact = '9000000000' where id in (
      select id from audit_event e where not exists (select from audit_leaf where event_id = e.id))`);
    await desk.sql(`update audit_sequencing set cluster = 1, done = '8999999999:9000000000:'`);
    await sequencer.round();
    expect(await unsequenced()).toBe(0);
    await record(2);
    await sequencer.round();
    expect(await unsequenced()).toBe(0);
    await expectWhole();
  });

  it('keeps what was settled in the note, and only what is before everything under way', async () => {
    desk.pass({ minutes: 2 });
    await record();
    await sequencer.round();
    const { note } = (await checkpoints()).at(-1)!;
    const line = parseCheckpoint(parseNote(note)!.text)!.extensions![0]!;
    expect(line).toMatch(/^settled \d{4}-/);
    const late = await desk.sql('select 1 from audit_event where at > $1', [line.slice('settled '.length)]);
    expect(late.length).toBeGreaterThan(0);
  });

  it('signs nothing more once the log was rewritten, tells supervisors, and goes on when it is mended', async () => {
    const size = (await leaves()).length;
    const [leaf] = await desk.sql<{ leaf_hash: Buffer }>('select leaf_hash from audit_leaf where seq = $1', [
      size - 3,
    ]);
    await desk.sql('update audit_leaf set leaf_hash = $2 where seq = $1', [
      size - 3,
      bytesOfBase64('A'.repeat(43) + '='),
    ]);
    const before = (await checkpoints()).length;
    await record();
    desk.pass({ minutes: 2 });
    await sequencer.round();
    expect((await checkpoints()).length).toBe(before);
    const supervisor = await desk.signedIn('supervisor');
    const { body } = await supervisor.get<{ kind: string }[]>('/api/notices');
    expect(body.map(({ kind }) => kind)).toEqual(['audit-broken']);
    await sequencer.round();
    expect((await checkpoints()).length).toBe(before);
    await desk.sql('update audit_leaf set leaf_hash = $2 where seq = $1', [size - 3, leaf!.leaf_hash]);
    (sequencer as unknown as { lookAgainAt: number }).lookAgainAt = 0;
    await sequencer.round();
    expect((await checkpoints()).length).toBe(before + 1);
    await expectWhole();
  });

  it('tells once that a leaf is gone, however often it looks again, and goes on when it is back', async () => {
    const told = () => desk.sql(`select 1 from audit_event where action = 'audit.found-broken'`);
    const lookAgain = async () => {
      (sequencer as unknown as { lookAgainAt: number }).lookAgainAt = 0;
      desk.pass({ minutes: 2 });
      await record();
      await sequencer.round();
    };
    await sequencer.round();
    const already = (await told()).length;
    const [gone] = await desk.sql<Leaf>(
      'delete from audit_leaf where seq = (select max(seq) - 1 from audit_leaf) returning *',
    );
    for (let time = 0; time < 3; time++) await lookAgain();
    expect(await told()).toHaveLength(already + 1);
    await desk.sql('insert into audit_leaf (seq, event_id, leaf_hash) values ($1, $2, $3)', [
      gone!.seq,
      gone!.event_id,
      gone!.leaf_hash,
    ]);
    const before = (await checkpoints()).length;
    await lookAgain();
    expect((await checkpoints()).length).toBe(before + 1);
    await expectWhole();
  });
});

describe('a witness that takes checkpoints by POST', () => {
  let desk: TestDesk;
  const taken: string[] = [];
  let answer = 503;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      if (answer === 200) taken.push(body);
      response.writeHead(answer).end();
    });
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    desk = await TestDesk.open({ AUDIT_WITNESS: `http://127.0.0.1:${String(port)}/checkpoints` });
  });
  afterAll(async () => {
    await desk.close();
    server.close();
  });

  it('gets each of them, in order, however often it said no', async () => {
    const sequencer = desk.app.get(Sequencer, { strict: false });
    await desk.signedIn('agent');
    await sequencer.round();
    desk.pass({ minutes: 2 });
    await desk.signedIn('agent');
    await sequencer.round();
    expect(taken).toEqual([]);
    answer = 200;
    for (let tries = 0; taken.length < 2 && tries < 50; tries++) {
      await wait(200);
      await sequencer.round();
    }
    const kept = await desk.sql<{ note: string; witnessed_at: Date | null }>(
      'select note, witnessed_at from audit_checkpoint order by size',
    );
    expect(taken).toEqual(kept.map(({ note }) => note));
    expect(kept.every(({ witnessed_at }) => witnessed_at !== null)).toBe(true);
  });
});
