import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  AuditCheckpoint,
  AuditConsistency,
  AuditEventView,
  AuditProof,
  AuditVerificationState,
} from '@relink/contract';
import {
  bytesOfBase64,
  leafHashOf,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  utf8Of,
  verifyInclusion,
  verifyNote,
} from '@relink/domain';
import { verifyEd25519 } from '../src/features/audit/log-key.ts';
import { sha256 } from '../src/features/audit/log-tree.ts';
import { Sequencer } from '../src/features/audit/sequencer.ts';
import { type Answer, type Browser, TestDesk } from './harness/test-desk.ts';

const VERIFIER = join(__dirname, '../verifier/verify.mjs');

describe('a supervisor proves the log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relink-proofs-'));
  const witness = join(folder, 'witness.txt');
  let desk: TestDesk;
  let sequencer: Sequencer;
  let supervisor: Browser & { id: string };
  beforeAll(async () => {
    desk = await TestDesk.open({ AUDIT_WITNESS: witness }, { work: true });
    sequencer = desk.app.get(Sequencer, { strict: false });
    supervisor = await desk.signedIn('supervisor');
  });
  afterAll(async () => {
    await desk.close();
    rmSync(folder, { recursive: true });
  });

  /** Lets the next checkpoint come due, and has it signed. */
  const checkpoint = async () => {
    desk.pass({ minutes: 2 });
    await sequencer.round();
  };
  /** Has the desk verify the whole log, and says how it stands then. */
  const verified = async (): Promise<AuditVerificationState> => {
    expect((await supervisor.post('/api/audit-verifications')).status).toBe(201);
    let state: AuditVerificationState;
    do state = (await supervisor.get<AuditVerificationState>('/api/audit-verification')).body;
    while (state.lastRun?.outcome === 'running');
    return state;
  };
  const newestEvent = async () => {
    const { body } = await supervisor.get<AuditEventView[]>('/api/audit-events?range=[0,0]');
    return body[0]!.id;
  };
  const proofOf = async (id: string): Promise<AuditProof> => {
    let answer: Answer<AuditProof> = await supervisor.get(`/api/audit-events/${id}/proof`);
    for (let tries = 0; answer.status === 409 && tries < 20; tries++) {
      await checkpoint();
      answer = await supervisor.get(`/api/audit-events/${id}/proof`);
    }
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const verifier = (...words: string[]) =>
    new Promise<{ code: number; said: string }>((resolve) =>
      execFile(process.execPath, [VERIFIER, ...words], (fault, out, err) =>
        resolve({ code: fault === null ? 0 : Number(fault.code), said: out + err }),
      ),
    );
  const fileOf = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('gets no proof of an event that no checkpoint covers, and none of an event that is not there', async () => {
    await checkpoint();
    await supervisor.get('/api/audit-events?range=[0,0]');
    const [newest] = await desk.sql<{ id: string }>(
      'select id from audit_event order by at desc, id desc limit 1',
    );
    const { status, body } = await supervisor.get<{ code: string }>(`/api/audit-events/${newest!.id}/proof`);
    expect([status, body.code]).toEqual([409, 'not-sequenced-yet']);
    const none = await supervisor.get(`/api/audit-events/0190f2a0-0000-7000-8000-000000000001/proof`);
    expect(none.status).toBe(404);
  });

  it('verifies one event from what the proof holds and nothing else, with the domain and with the stand-alone file', async () => {
    const proof = await proofOf(await newestEvent());
    const key = parseVerifierKey(sha256, proof.verifierKey)!;
    const note = parseNote(proof.checkpoint.note)!;
    expect(verifyNote(note, key, verifyEd25519)).toBe(true);
    const { size, root } = parseCheckpoint(note.text)!;
    const leafHash = leafHashOf(sha256, utf8Of(proof.canonical!));
    expect(leafHash).toEqual(Buffer.from(bytesOfBase64(proof.leafHash)!));
    const path = proof.path.map((hash) => bytesOfBase64(hash)!);
    expect(verifyInclusion(sha256, { leafHash, index: proof.seq, size, path, root })).toBe(true);
    const file = fileOf('proof.json', JSON.stringify(proof));
    expect(await verifier('event', file, '--key', proof.verifierKey)).toMatchObject({ code: 0 });
  });

  it('is told of every byte of a proof that somebody changed', async () => {
    const { verifyProof, parseKey } = await import('../verifier/verify.mjs');
    const proof = await proofOf(await newestEvent());
    const key = parseKey(proof.verifierKey)!;
    expect(verifyProof(proof, key)).toEqual([]);
    const flip = (text: string, at: number) => {
      const bytes = Buffer.from(text);
      bytes[at]! ^= 1;
      return bytes.toString();
    };
    const each = (text: string) => Array.from({ length: Buffer.byteLength(text) }, (_, at) => flip(text, at));
    const forged: unknown[] = [
      ...each(proof.canonical!).map((canonical) => ({ ...proof, canonical })),
      ...each(proof.leafHash).map((leafHash) => ({ ...proof, leafHash })),
      ...proof.path.flatMap((hash, at) =>
        each(hash).map((other) => ({ ...proof, path: proof.path.with(at, other) })),
      ),
      ...each(proof.checkpoint.note).map((note) => ({ ...proof, checkpoint: { ...proof.checkpoint, note } })),
      ...each(proof.checkpoint.root).map((root) => ({ ...proof, checkpoint: { ...proof.checkpoint, root } })),
      ...each(proof.eventId).map((eventId) => ({ ...proof, eventId })),
      { ...proof, seq: proof.seq - 1 },
      { ...proof, checkpoint: { ...proof.checkpoint, size: proof.checkpoint.size + 1 } },
      null,
      {},
      { ...proof, path: 'no' },
    ];
    expect(forged.filter((one) => verifyProof(one, key).length === 0)).toEqual([]);
  });

  it('sees that a checkpoint continues an older one', async () => {
    await checkpoint();
    const { body: list } = await supervisor.get<AuditCheckpoint[]>('/api/audit-checkpoints');
    const [newer, older] = [list[0]!, list.at(-1)!];
    expect(older.size).toBeLessThan(newer.size);
    const { body } = await supervisor.get<AuditConsistency>(
      `/api/audit-checkpoints/${newer.size}/consistency?from=${older.size}`,
    );
    expect(body).toMatchObject({ from: older.size, to: newer.size });
    const words = (path: string) => [
      ...[
        'consistency',
        path,
        '--older',
        fileOf('older', older.note),
        '--newer',
        fileOf('newer', newer.note),
      ],
      ...['--key', keyText],
    ];
    const { body: state } = await supervisor.get<AuditVerificationState>('/api/audit-verification');
    const keyText = state.verifierKey!;
    expect(await verifier(...words(fileOf('consistency.json', JSON.stringify(body))))).toMatchObject({
      code: 0,
    });
    const forged = { ...body, path: body.path.toReversed() };
    expect(await verifier(...words(fileOf('forged.json', JSON.stringify(forged))))).toMatchObject({
      code: 1,
    });
    expect(
      (await supervisor.get(`/api/audit-checkpoints/${older.size}/consistency?from=${newer.size}`)).status,
    ).toBe(404);
    expect((await supervisor.get(`/api/audit-checkpoints/999999/consistency?from=1`)).status).toBe(404);
  });

  it('has the whole log verified by the worker, and sees to which checkpoint', async () => {
    await checkpoint();
    const state = await verified();
    const { verifierKey, checkpoint: newest, witness: seen } = state;
    expect(state.lastRun).toMatchObject({ outcome: 'sound', faults: [], faultCount: 0, expiredBodies: 0 });
    expect(state.lastRun!.checkpointSize).toBe(newest!.size);
    expect(seen).toMatchObject({ kind: 'file', size: newest!.size, waiting: 0 });
    expect(verifierKey).toMatch(/^\S+\+[0-9a-f]{8}\+/);
  });

  it('verifies the whole log from lines that were taken out of the database, with the witness’s copy', async () => {
    await checkpoint();
    // Before the leaves: what the desk signs meanwhile is of more of them.
    const copy = fileOf('witness-copy.txt', readFileSync(witness, 'utf8'));
    const rows = await desk.sql<{ line: string }>(
      `select json_build_object('seq', l.seq, 'leafHash', encode(l.leaf_hash, 'base64'),
         'canonical', convert_from(e.canonical, 'UTF8'))::text as line
       from audit_leaf l join audit_event e on e.id = l.event_id order by l.seq`,
    );
    const { body } = await supervisor.get<AuditVerificationState>('/api/audit-verification');
    const verify = (lines: { line: string }[]) =>
      verifier(
        'log',
        fileOf('log.ndjson', lines.map(({ line }) => `${line}\n`).join('')),
        '--witness',
        copy,
        '--key',
        body.verifierKey!,
      );
    expect(await verify(rows)).toMatchObject({ code: 0 });
    const changed = rows.map(({ line }, at) => ({ line: at === 3 ? line.replace('done', 'dune') : line }));
    for (const lines of [
      changed,
      rows.toSpliced(2, 1),
      rows.slice(0, 5),
      [rows[1]!, rows[0]!, ...rows.slice(2)],
    ])
      expect(await verify(lines)).toMatchObject({ code: 1 });
  });

  it('is told of a log that its verification finds broken', async () => {
    await checkpoint();
    const [event] = await desk.sql<{ id: string; canonical: Buffer }>(
      'select id, canonical from audit_event order by at, id limit 1',
    );
    const write = (canonical: Buffer) =>
      desk.sql('update audit_event set canonical = $2 where id = $1', [event!.id, canonical]);
    await write(Buffer.concat([event!.canonical, Buffer.from(' ')]));
    const { lastRun } = await verified();
    await write(event!.canonical);
    expect(lastRun).toMatchObject({ outcome: 'broken' });
    const notices = await desk.sql(`select from notice where kind = 'audit-broken' and settled_at is null`);
    expect(notices).toHaveLength(1);
    expect((await verified()).lastRun).toMatchObject({ outcome: 'sound' });
  });

  it('is not told that the log is sound where its witness cannot be asked', async () => {
    await checkpoint();
    const notes = readFileSync(witness);
    rmSync(witness);
    // Not only gone: the next checkpoint that the desk signs would make a file of it again.
    mkdirSync(witness);
    const { lastRun } = await verified();
    rmdirSync(witness);
    writeFileSync(witness, notes);
    expect(lastRun).toMatchObject({ outcome: 'failed' });
  });

  it('leaves a trace of each look', async () => {
    const { body } = await supervisor.get<AuditEventView[]>(
      `/api/audit-events?filter=${JSON.stringify({ agentId: supervisor.id })}&range=[0,999]`,
    );
    const actions = new Set(body.map(({ action }) => action));
    for (const action of ['audit.proof-read', 'audit.checkpoints-read', 'audit.verification-requested'])
      expect(actions).toContain(action);
    expect(readFileSync(witness, 'utf8')).toContain('settled ');
  });
});
