import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { AuditLog, verifyDatabase } from '../src/features/audit/index.ts';
import { LogKey } from '../src/features/audit/log-key.ts';
import { Sequencer } from '../src/features/audit/sequencer.ts';
import { notesIn } from '../verifier/verify.mjs';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { TestDesk } from './harness/test-desk.ts';

const TABLES = ['audit_event', 'audit_leaf', 'audit_node', 'audit_checkpoint', 'audit_sequencing'];

describe('whoever owns the database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relink-tampering-'));
  const witness = join(folder, 'witness.txt');
  let desk: TestDesk;
  let sequencer: Sequencer;
  let events: Client;
  beforeAll(async () => {
    desk = await TestDesk.open({ AUDIT_WITNESS: witness });
    sequencer = desk.app.get(Sequencer, { strict: false });
    events = new Client({
      connectionString: urlOf(
        (await desk.sql<{ name: string }>('select current_database() as name'))[0]!.name,
      ),
    });
    await events.connect();
    for (let round = 0; round < 6; round++) {
      await record(150);
      desk.pass({ minutes: 5 });
      await sequencer.round();
    }
    // What came after the last checkpoint.
    await record(20);
    await sequencer.round();
    for (const table of TABLES) await desk.sql(`create table kept_${table} as table ${table}`);
  });
  afterAll(async () => {
    await events.end();
    await desk.close();
    rmSync(folder, { recursive: true });
  });

  const urlOf = (database: string) => {
    const url = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
    url.pathname = database;
    return url.toString();
  };
  const record = (many: number) =>
    desk.app.get(Transaction).run((em, now) =>
      desk.app.get(AuditLog).recordMany(
        em,
        { principal: { kind: 'system' }, address: null, now },
        Array.from({ length: many }, (_, n) => ({ action: 'audit.read' as const, facts: { n } })),
      ),
    );
  const verify = async () =>
    verifyDatabase(events, desk.owner, {
      key: (await desk.app.get(LogKey, { strict: false }).text())!,
      witness: notesIn(readFileSync(witness, 'utf8')),
    });
  const restore = async () => {
    await desk.sql(`truncate ${TABLES.join(', ')}`);
    for (const table of TABLES) await desk.sql(`insert into ${table} table kept_${table}`);
  };
  // A leaf in the middle of what was signed.
  const MIDDLE = '(select event_id from audit_leaf where seq = 333)';
  const REBUILD = `update audit_leaf l set leaf_hash = sha256('\\x00'::bytea || e.canonical) from audit_event e where e.id = l.event_id`;
  const FORGE = `update audit_event set canonical = convert_to(replace(convert_from(canonical, 'UTF8'), '"n":', '"m":'), 'UTF8') where id = ${MIDDLE}`;

  it('finds an untouched log sound', async () => {
    const found = await verify();
    expect(found).toMatchObject({ outcome: 'sound', faultCount: 0, size: 920 });
    expect(found.checkpointSize).toBeGreaterThanOrEqual(900);
  });

  it.each<[what: string, kind: string, ...statements: string[]]>([
    ['edits an event', 'changed', FORGE],
    [
      'edits an event with its hash',
      'changed',
      FORGE,
      `update audit_event set hash = sha256('\\x00'::bytea || canonical)`,
    ],
    [
      'edits an event and rebuilds every hash',
      'fork',
      FORGE,
      `update audit_event set hash = sha256('\\x00'::bytea || canonical)`,
      REBUILD,
    ],
    [
      'edits who did it',
      'column',
      `update audit_event set actor_id = gen_random_uuid() where id = ${MIDDLE}`,
    ],
    [
      'edits when it was, by a thousandth of a thousandth of a second',
      'column',
      `update audit_event set at = at + interval '1 microsecond' where id = ${MIDDLE}`,
    ],
    ['edits what was done', 'column', `update audit_event set action = 'case.opened' where id = ${MIDDLE}`],
    ['edits a hash', 'hash', `update audit_event set hash = sha256('') where id = ${MIDDLE}`],
    ['deletes an event', 'missing', `delete from audit_event where id = ${MIDDLE}`],
    [
      'deletes an event and its leaf',
      'gap',
      `delete from audit_event where id = ${MIDDLE}`,
      'delete from audit_leaf where seq = 333',
    ],
    [
      'deletes an event and closes the gap',
      'fork',
      `delete from audit_event where id = ${MIDDLE}`,
      'delete from audit_leaf where seq = 333',
      'update audit_leaf set seq = -seq where false',
      'create table t as select * from audit_leaf; truncate audit_leaf',
      'insert into audit_leaf select row_number() over (order by seq) - 1, event_id, leaf_hash from t; drop table t',
    ],
    [
      'swaps two events',
      'fork',
      'create table t as select * from audit_leaf where seq in (333, 334); delete from audit_leaf where seq in (333, 334)',
      'insert into audit_leaf select 667 - seq, event_id, leaf_hash from t; drop table t',
    ],
    [
      'puts an event in the past, without a leaf',
      'unsequenced',
      `insert into audit_event select gen_random_uuid(), at, actor_kind, actor_id, address, origin, action, outcome, case_id, account_id,
         canonical, hash, '3' from audit_event where id = ${MIDDLE}`,
    ],
    [
      'cuts the tail',
      'cut',
      'delete from audit_leaf where seq >= 700',
      'delete from audit_checkpoint where size > 700',
    ],
    [
      'edits a checkpoint',
      'checkpoint',
      `update audit_checkpoint set root = sha256('') where size = (select max(size) from audit_checkpoint)`,
    ],
    [
      'edits a note',
      'checkpoint',
      `update audit_checkpoint set note = replace(note, 'a', 'b') where size = (select max(size) from audit_checkpoint)`,
    ],
    ['lets a month be gone that never expired', 'missing', 'truncate audit_event'],
  ])('%s, and is found out', async (_, kind, ...statements) => {
    for (const statement of statements) await desk.sql(statement);
    const found = await verify();
    await restore();
    expect(found.outcome).toBe('broken');
    expect(found.faults.map((fault) => fault.kind)).toContain(kind);
    expect((await verify()).outcome).toBe('sound');
  });

  it('puts an event in the past, lets the running desk sequence it, and is found out', async () => {
    const [event] = await desk.sql<{ canonical: Buffer; id: string }>(
      `select gen_random_uuid() as id, canonical from audit_event where id = ${MIDDLE}`,
    );
    const { id: old } = JSON.parse(event!.canonical.toString()) as { id: string };
    const canonical = Buffer.from(event!.canonical.toString().replace(old, event!.id));
    await desk.sql(
      `insert into audit_event (id, at, actor_kind, action, outcome, canonical, hash)
       select $1, at, actor_kind, action, outcome, $2, sha256('\\x00'::bytea || $2) from audit_event where id = $3`,
      [event!.id, canonical, old],
    );
    await sequencer.round();
    const found = await verify();
    await restore();
    expect(found.faults.map(({ kind }) => kind)).toEqual(['back-dated']);
  });

  it('restores an older backup under a running desk, and nothing more is signed', async () => {
    await desk.sql('delete from audit_event where id in (select event_id from audit_leaf where seq >= 500)');
    await desk.sql(
      'delete from audit_leaf where seq >= 500; delete from audit_node where level > 8 or index > 0',
    );
    await desk.sql('delete from audit_checkpoint where size > 500');
    await record(5);
    desk.pass({ minutes: 2 });
    await sequencer.round();
    const [state] = await desk.sql<{ broken: string }>('select broken from audit_sequencing');
    expect(state!.broken).toMatch(/signed/);
    expect((await verify()).faults.map(({ kind }) => kind)).toContain('cut');
    await restore();
  });
});
