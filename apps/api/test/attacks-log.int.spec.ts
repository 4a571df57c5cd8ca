import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { ExpireBodies } from '../src/features/audit/expire-bodies.ts';
import { AuditLog, verifyDatabase } from '../src/features/audit/index.ts';
import { LogKey } from '../src/features/audit/log-key.ts';
import { Sequencer } from '../src/features/audit/sequencer.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import {
  LeavesSeen,
  notesIn,
  parseKey,
  verifyContinuation,
  verifyExport,
  verifyLogLines,
  verifyProof,
} from '../verifier/verify.mjs';
import { TestDesk } from './harness/test-desk.ts';

// The event that somebody wants to be forgotten.
const SHAMEFUL = '(select event_id from audit_leaf where seq = 100)';

describe('whoever owns the database and would hide an event behind the policy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relink-attacks-log-'));
  const witness = join(folder, 'witness.txt');
  let desk: TestDesk;
  let sequencer: Sequencer;
  let events: Client;
  beforeEach(async () => {
    desk = await TestDesk.open({ AUDIT_WITNESS: witness });
    sequencer = desk.app.get(Sequencer, { strict: false });
    events = await connect();
    // Three events of a month that is long past its keeping, from before the log had checkpoints.
    await desk.sql("select audit_prepare_months('2012-01-01', 2)");
    for (let day = 3; day <= 5; day++) await happened(`2012-01-0${String(day)}T00:00:00.000Z`);
    await signed(() => record(150));
  });
  afterEach(async () => {
    await events.end();
    await desk.close();
    rmSync(witness);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const connect = async () => {
    const url = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
    url.pathname = (await desk.sql<{ name: string }>('select current_database() as name'))[0]!.name;
    const client = new Client({ connectionString: url.toString() });
    await client.connect();
    return client;
  };
  const happened = async (at: string) => {
    const id = v7({ msecs: Date.parse(at) });
    const canonical = `{"accountId":null,"action":"audit.read","actor":{"address":null,"id":null,"kind":"system"},"at":"${at}","caseId":null,"facts":{},"id":"${id}","origin":null,"outcome":"done","sealed":null,"v":1}`;
    await desk.sql(
      `insert into audit_event (id, at, actor_kind, action, outcome, canonical, hash)
       values ($1, $2, 'system', 'audit.read', 'done', $3, sha256('\\x00'::bytea || $3))`,
      [id, at, Buffer.from(canonical)],
    );
  };
  const write = (entries: Parameters<AuditLog['recordMany']>[2]) =>
    desk.app
      .get(Transaction)
      .run((em, now) =>
        desk.app.get(AuditLog).recordMany(em, { principal: { kind: 'system' }, address: null, now }, entries),
      );
  const record = (many: number) =>
    write(Array.from({ length: many }, (_, n) => ({ action: 'audit.read' as const, facts: { n } })));
  /** Does it, and has all of it sequenced and under a checkpoint. */
  const signed = async (work: () => Promise<unknown>) => {
    await work();
    desk.pass({ minutes: 2 });
    await sequencer.round();
  };
  const expire = async () => {
    await desk.app.get(ExpireBodies).run();
    await signed(() => record(3));
  };
  const verify = async () =>
    verifyDatabase(events, desk.owner, {
      key: (await desk.app.get(LogKey, { strict: false }).text())!,
      witness: notesIn(readFileSync(witness, 'utf8')),
    });
  const kinds = async () => (await verify()).faults.map(({ kind }) => kind);
  const sayExpired = (month: string) =>
    signed(() => write([{ action: 'audit.bodies-expired', facts: { month } }]));

  it('finds a month that expired by policy sound', async () => {
    await expire();
    expect(await verify()).toMatchObject({ outcome: 'sound', expiredBodies: 3, faults: [] });
  });

  it('cannot have one event of this month gone by saying in the log that the month expired', async () => {
    const [month] = await desk.sql<{ is: string }>(
      `select to_char(now() at time zone 'UTC', 'YYYY-MM') as is`,
    );
    await sayExpired(month!.is);
    await desk.sql(`delete from audit_event where id = ${SHAMEFUL}`);
    expect(await kinds()).toEqual(['missing']);
  });

  it('cannot have all of this month gone by saying so either, whatever date that has', async () => {
    const [month] = await desk.sql<{ is: string }>(
      `select to_char(now() at time zone 'UTC', 'YYYY-MM') as is`,
    );
    await sayExpired(month!.is);
    const name = `audit_event_${month!.is.replace('-', '_')}`;
    await desk.sql(`delete from ${name} where action <> 'audit.bodies-expired'`);
    expect(await kinds()).toContain('missing');
  });

  it('cannot have one event of an old month gone while the others of it stay', async () => {
    await sayExpired('2012-01');
    await desk.sql('delete from audit_event where id = (select event_id from audit_leaf where seq = 1)');
    expect(await kinds()).toEqual(['missing']);
  });

  it('cannot move a leaf into a month that did expire by giving it another id', async () => {
    for (let round = 0; round < 3; round++) await signed(() => record(20));
    await expire();
    const leaf = (await desk.sql<{ seq: string }>('select max(seq) - 10 as seq from audit_leaf'))[0]!.seq;
    await desk.sql('delete from audit_event where id = (select event_id from audit_leaf where seq = $1)', [
      leaf,
    ]);
    const ofThatMonth = v7({ msecs: Date.parse('2012-01-20T00:00:00Z') });
    await desk.sql('update audit_leaf set event_id = $1 where seq = $2', [ofThatMonth, leaf]);
    expect(await kinds()).toEqual(['missing']);
  });

  it('cannot pass where every checkpoint is gone and nobody kept a copy', async () => {
    await desk.sql('delete from audit_checkpoint');
    const key = (await desk.app.get(LogKey, { strict: false }).text())!;
    const found = await verifyDatabase(events, desk.owner, { key, witness: [] });
    expect(found.faults.map(({ kind }) => kind)).toEqual(['checkpoint']);
  });

  it('cannot stop the verifier by a time that no calendar has', async () => {
    await desk.sql('create table audit_event_never partition of audit_event default');
    await desk.sql(`insert into audit_event select gen_random_uuid(), '-infinity', actor_kind, actor_id, address, origin,
      action, outcome, case_id, account_id, canonical, hash, xact from audit_event where id = ${SHAMEFUL}`);
    expect(await kinds()).toEqual(['column', 'unsequenced']);
  });
});

describe('what is handed to an auditor by somebody who lies', () => {
  let desk: TestDesk;
  let key: string;
  let proof: Record<string, unknown>;
  beforeAll(async () => {
    desk = await TestDesk.open();
    const supervisor = await desk.signedIn('supervisor');
    desk.pass({ minutes: 2 });
    await desk.app.get(Sequencer, { strict: false }).round();
    const [event] = await desk.sql<{ id: string }>('select event_id as id from audit_leaf where seq = 0');
    proof = (await supervisor.get<Record<string, unknown>>(`/api/audit-events/${event!.id}/proof`)).body;
    key = String(proof['verifierKey']);
  });
  afterAll(() => desk.close());

  const lines = async function* (...texts: string[]) {
    yield* texts;
    await Promise.resolve();
  };

  it('is no proof of an event whose text is something else than a text', () => {
    const own = parseKey(key)!;
    expect(verifyProof(proof, own)).toEqual([]);
    const { canonical, ...rest } = proof;
    for (const other of [{ text: canonical }, [canonical], 7, true, undefined])
      expect(verifyProof({ ...proof, canonical: other }, own)).not.toEqual([]);
    expect(verifyProof({ ...rest, canonica1: canonical }, own)).not.toEqual([]);
  });

  it('is no export where there is nothing in it', async () => {
    expect(await verifyExport(lines(), parseKey(key)!)).not.toEqual([]);
  });

  it('is no export in which one event stands twice, to pass for two', async () => {
    const { seq, canonical, path, checkpoint } = proof;
    const [header, event] = [JSON.stringify({ checkpoint }), JSON.stringify({ seq, canonical, path })];
    expect(await verifyExport(lines(header, event), parseKey(key)!)).toEqual([]);
    expect(await verifyExport(lines(header, event, event), parseKey(key)!)).toHaveLength(1);
  });

  it('is no export that goes unread for being longer than a Set of its leaves may be', () => {
    const size = 2 ** 24 + 2;
    const seen = new LeavesSeen(size);
    let again = 0;
    for (let seq = 0; seq < size; seq++) if (seen.again(seq)) again++;
    expect(again).toBe(0);
    expect([0, 7, 8, 2 ** 24, size - 1].filter((seq) => !seen.again(seq))).toEqual([]);
    for (const none of [size, -1, 0.5, NaN, '0', null, undefined])
      expect([seen.again(none), seen.again(none)]).toEqual([false, false]);
  });

  describe('with a command', () => {
    const folder = mkdtempSync(join(tmpdir(), 'relink-auditor-'));
    const verifier = join(__dirname, '../verifier/verify.mjs');
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });
    const run = (script: string, ...words: string[]) =>
      spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' }).status;
    const filesOf = (told: unknown) => {
      const path = join(folder, 'proof.json');
      writeFileSync(path, JSON.stringify(told));
      return ['event', path, '--key', key];
    };

    it('under another name, which verifies nothing and ends with 0', () => {
      const [copy, link] = [join(folder, 'the-auditors.mjs'), join(folder, 'linked.mjs')];
      copyFileSync(verifier, copy);
      symlinkSync(verifier, link);
      for (const script of [verifier, copy, link]) {
        expect(run(script, ...filesOf(proof))).toBe(0);
        expect(run(script, ...filesOf({ ...proof, seq: 1 }))).toBe(1);
        expect(run(script)).toBe(2);
      }
    });

    it('whose words have a slip that leaves the witness out, or the kind of file', () => {
      const [, path = '', ...by] = filesOf(proof);
      expect(run(verifier, 'log', path, ...by, '--witnes', path)).toBe(2);
      expect(run(verifier, 'logs', path, ...by)).toBe(2);
      expect(run(verifier, 'event', path, join(folder, 'another.json'), ...by)).toBe(2);
      for (const open of [
        [],
        ['--key'],
        ['--witness', ...by],
        [...by, '--key', 'another'],
        [...by, '--witness'],
      ])
        expect(run(verifier, 'log', path, ...open)).toBe(2);
    });

    it.each([
      ['log', ['older', 'newer']],
      ['export', ['checkpoints', 'witness', 'older', 'newer']],
      ['event', ['checkpoints', 'witness', 'older', 'newer']],
      ['consistency', ['checkpoints', 'witness']],
    ])('that has %s verified by what it does not verify by, such as %p', (mode, others) => {
      const { checkpoint } = proof as { checkpoint: { note: string; size: number } };
      const [note, path] = [join(folder, 'note.txt'), join(folder, `${mode}.json`)];
      writeFileSync(note, checkpoint.note);
      const { canonical, seq } = proof;
      const files = {
        log: { seq, canonical, leafHash: proof['leafHash'] },
        export: { checkpoint },
        event: proof,
        consistency: { path: [] },
      };
      writeFileSync(path, JSON.stringify(files[mode as keyof typeof files]));
      const needed = mode === 'consistency' ? ['--older', note, '--newer', note] : [];
      const asked = [mode, path, '--key', key, ...needed];
      expect(run(verifier, ...asked)).toBe(mode === 'log' ? 1 : 0);
      for (const other of others) expect(run(verifier, ...asked, `--${other}`, note)).toBe(2);
      for (const lacking of ['--key', ...needed.filter((word) => word.startsWith('--'))])
        expect(run(verifier, ...asked.toSpliced(asked.indexOf(lacking), 2))).toBe(2);
    });

    it('that passes another event off as the one that was asked for', () => {
      const of = (told: unknown) =>
        spawnSync(process.execPath, [verifier, ...filesOf(told)], { encoding: 'utf8' }).stdout;
      const { id, action, at } = JSON.parse(String(proof['canonical'])) as Record<string, string>;
      expect(of(proof)).toContain(`leaf 0 of the log of`);
      expect(of(proof)).toContain(`is event ${id}, ${action}, ${at}.`);
      const nameless = of({ ...proof, canonical: null, eventId: 'a lie' });
      expect(nameless).toContain('there is a leaf 0 of the log of');
      expect(nameless).not.toContain('a lie');
      expect(nameless).not.toContain('All of it holds');
    });
  });

  it('is no log where nobody signed it', async () => {
    const { seq, leafHash, canonical } = proof;
    const line = JSON.stringify({ seq, leafHash, canonical });
    const found = await verifyLogLines(lines(line), { key: parseKey(key)!, checkpoints: [], witness: [] });
    expect(found).toMatchObject({ outcome: 'broken', checkpointSize: 0 });
  });

  it('is no log and no proof of whatever else it is', async () => {
    const own = parseKey(key)!;
    const { note } = proof['checkpoint'] as { note: string };
    for (const line of ['', 'null', '[]', '{}', '{"seq":NaN}', '{"seq":0,"leafHash":"*"}', '['.repeat(1e5)])
      expect(
        (await verifyLogLines(lines(line), { key: own, checkpoints: [note], witness: [] })).outcome,
      ).toBe('broken');
    for (const seq of [NaN, Infinity, -1, 0.5, 2 ** 53, '0', null])
      expect(verifyProof({ ...proof, seq }, own)).not.toEqual([]);
    for (const path of [['*'], [''], [null], {}, Array.from({ length: 1e5 }, () => proof['leafHash'])])
      expect(verifyProof({ ...proof, path }, own)).not.toEqual([]);
  });

  /** Anything that a file of JSON can hold, and above all what no program can make a text of. */
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constant({ toString: 1, valueOf: 1 }),
    fc.constant({ note: { toString: 1 } }),
    fc.array(fc.jsonValue()),
  );
  /** What is told of it, once any field that is neither proven nor true is put in place of its own. */
  const forged = (told: Record<string, unknown>) =>
    fc
      .tuple(fc.constantFrom(...Object.keys(told)), anything)
      .filter(([field, value]) => JSON.stringify(told[field]) !== JSON.stringify(value))
      .map(([field, value]) => ({ ...told, [field]: value }));

  it('is said in a sentence to be no proof, whatever stands in its place', () => {
    const own = parseKey(key)!;
    const { eventId, seq, leafHash, canonical, path, checkpoint } = proof;
    const { note, size, root } = checkpoint as Record<string, unknown>;
    const told = fc.oneof(
      anything,
      forged({ eventId, seq, leafHash, canonical, path, checkpoint }),
      forged({ note, size, root }).map((other) => ({ ...proof, checkpoint: other })),
    );
    fc.assert(
      fc.property(told, (one) => {
        // The event's own text may be gone: then it is not proven what it was, and nothing else is said.
        fc.pre((one as { canonical?: unknown } | null)?.canonical !== null);
        const faults = verifyProof(one, own);
        expect(faults).not.toEqual([]);
        for (const fault of faults) expect(fault).toMatch(/^[A-Z].*\.$/s);
        expect(verifyContinuation(one, String(note), String(note), own)).toBeInstanceOf(Array);
      }),
      { numRuns: 2000 },
    );
  });

  it('is said to be no export and no log, whatever a line of it holds', async () => {
    const own = parseKey(key)!;
    const { seq, leafHash, canonical, path, checkpoint } = proof;
    const { note } = checkpoint as { note: string };
    await fc.assert(
      fc.asyncProperty(forged({ seq, canonical, path }), forged({ checkpoint }), async (event, header) => {
        const [head, line] = [JSON.stringify({ checkpoint }), JSON.stringify({ ...event, leafHash })];
        expect(await verifyExport(lines(head, line), own)).not.toEqual([]);
        expect(await verifyExport(lines(JSON.stringify(header), line), own)).not.toEqual([]);
        const asked = { key: own, checkpoints: [note], witness: [] };
        expect((await verifyLogLines(lines(line), asked)).outcome).toBe('broken');
      }),
      { numRuns: 500 },
    );
  });

  it('is read at once, however long a file of notes without notes is', () => {
    expect(notesIn(`${'a\n'.repeat(500_000)}\u2014 x y`)).toEqual([]);
  });
});
