import { execFile } from 'node:child_process';
import { createHash, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEventView, AuditExportView } from '@relink/contract';
import {
  bytesOfBase64,
  leafHashOf,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type Sha256,
  utf8Of,
  verifyInclusion,
  verifyNote,
} from '@relink/domain';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditLog, type SystemContext } from '../src/features/audit/index.ts';
import { DeleteExports } from '../src/features/audit/delete-exports.ts';
import { Clock } from '../src/platform/config/clock.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Header = {
  format: string;
  filter: object;
  checkpoint: { size: number; note: string };
  verifierKey: string;
};
type Line = { seq: number; canonical: string; path: string[] };

const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const isSigned = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
  verify(null, message, { key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' }, signature);

const VERIFIER = join(__dirname, '../verifier/verify.mjs');

/** Whether each line of an export proves itself against the note in its first, as an auditor would find out. */
function proves(header: Header, lines: readonly Line[]): boolean {
  const note = parseNote(header.checkpoint.note);
  const key = parseVerifierKey(sha256, header.verifierKey);
  const signed = note && parseCheckpoint(note.text);
  if (!note || !key || !signed || !verifyNote(note, key, isSigned)) return false;
  return lines.every(({ seq, canonical, path }) =>
    verifyInclusion(sha256, {
      leafHash: leafHashOf(sha256, utf8Of(canonical)),
      index: seq,
      size: signed.size,
      path: path.map((hash) => bytesOfBase64(hash) ?? new Uint8Array(0)),
      root: signed.root,
    }),
  );
}

describe('an export of the log', () => {
  let desk: TestDesk;
  let supervisor: Browser & { id: string };
  beforeAll(async () => {
    desk = await TestDesk.open({}, { work: true });
    supervisor = await desk.signedIn('supervisor');
    for (let nth = 0; nth < 30; nth++) await supervisor.get('/api/audit-events');
    // Enough for nodes above a tile, and more than one batch of a file.
    await desk.sql(
      `insert into audit_event (id, at, actor_kind, action, outcome, canonical, hash)
       select e.id, e.at, 'system', 'import.batch-loaded', 'done', convert_to(e.text, 'UTF8'), sha256('\\x00'::bytea || convert_to(e.text, 'UTF8'))
         from (select gen_random_uuid() as id, now() - n * interval '1 second' as at, json_build_object('v', 1, 'at', now(),
           'actor', json_build_object('kind', 'system'), 'action', 'import.batch-loaded', 'facts', json_build_object('nth', n))::text as text
           from generate_series(1, 2300) n) e`,
    );
  });
  afterAll(() => desk.close());

  const ask = (filter: object, format = 'ndjson', by: Browser = supervisor) =>
    by.post<AuditExportView>('/api/audit-exports', { filter, format, reason: 'An auditor asked.' });
  const finished = async (id: string): Promise<AuditExportView> => {
    for (let tries = 0; tries < 200; tries++) {
      const { body } = await supervisor.get<AuditExportView>(`/api/audit-exports/${id}`);
      if (body.state === 'finished' || body.state === 'failed') return body;
      if (tries % 10 === 9) desk.pass({ minutes: 1 });
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error('The export was not written.');
  };
  const fileOf = (id: string, by: Browser = supervisor) => by.fetch(`/api/audit-exports/${id}/file`);
  const readLines = (text: string): [Header, Line[]] => {
    const [header = '', ...lines] = text.trimEnd().split('\n').slice(0, -1);
    return [JSON.parse(header) as Header, lines.map((line) => JSON.parse(line) as Line)];
  };

  it('waits until all it covers is under a checkpoint, and each line of it proves itself', async () => {
    const { status, body } = await ask({});
    expect(status).toBe(201);
    const [before] = await desk.sql<{ count: number }>(
      'select count(*)::int as count from audit_event where at <= $1',
      [body.createdAt],
    );
    const done = await finished(body.id);
    expect(done).toMatchObject({ state: 'finished', own: true, failure: null });
    const [header, lines] = readLines(await (await fileOf(body.id)).text());
    expect(header).toMatchObject({
      format: 'relink-audit-export/2',
      filter: {},
      checkpoint: { size: done.checkpoint!.size },
    });
    expect(lines).toHaveLength(done.events);
    // The request's own event is in it too.
    expect(lines.length).toBeGreaterThanOrEqual(before!.count);
    expect(new Set(lines.map(({ seq }) => seq)).size).toBe(lines.length);
    expect(proves(header, lines)).toBe(true);
    const touched = lines.map((line, nth) =>
      nth === 5 ? { ...line, canonical: line.canonical.replace('1', '2') } : line,
    );
    expect(proves(header, touched)).toBe(false);
  });

  it('says how many events it has, so that one that was cut or thinned out is found', async () => {
    const { body } = await ask({ actions: ['import.batch-loaded'] });
    const done = await finished(body.id);
    const lines = (await (await fileOf(body.id)).text()).trimEnd().split('\n');
    const folder = mkdtempSync(join(tmpdir(), 'relink-export-'));
    const verified = (which: readonly string[]) =>
      new Promise<{ code: number; said: string }>((resolve) => {
        const path = join(folder, 'export.ndjson');
        writeFileSync(path, `${which.join('\n')}\n`);
        const words = [VERIFIER, 'export', path, '--key', done.verifierKey ?? ''];
        execFile(process.execPath, words, (fault, out, err) =>
          resolve({ code: fault === null ? 0 : Number(fault.code), said: out + err }),
        );
      });
    const sound = await verified(lines);
    expect(sound.code).toBe(0);
    expect(sound.said).toMatch(
      /^2300 events looked at: leaves \d+ to \d+ of the log of \d+\. All of it holds, and its last line says as many\./,
    );
    const [header = '', ...rest] = lines;
    const swapped = [header, rest[1] ?? '', rest[0] ?? '', ...rest.slice(2)];
    for (const [which, why] of [
      [lines.slice(0, -1), 'it was cut off'],
      [lines.slice(0, 40), 'it was cut off'],
      [lines.toSpliced(7, 1), 'holds 2299 events, and its last line says 2300'],
      [[...lines, rest[3] ?? ''], 'stands behind its end'],
      [swapped, 'not those, in that order'],
    ] as const) {
      const found = await verified(which);
      expect(found).toMatchObject({ code: 1, said: expect.stringContaining(why) });
      expect(found.said).not.toContain('holds.');
    }
    // As files were before they had an end: it is said what cannot be seen.
    const older = [header.replace('audit-export/2', 'audit-export/1'), ...rest.slice(0, 40)];
    const cut = await verified(older);
    expect(cut.code).toBe(0);
    expect(cut.said).toMatch(/^40 events looked at.* cannot be seen without the log\.\n$/);
    rmSync(folder, { recursive: true });
    const [event] = await desk.sql<{ facts: object }>(
      `select convert_from(canonical, 'UTF8')::jsonb -> 'facts' as facts from audit_event
        where action = 'audit.export-finished' order by at desc limit 1`,
    );
    const { end } = JSON.parse(lines.at(-1) ?? '') as { end: object };
    expect(event?.facts).toMatchObject({ exportId: body.id, ...end });
  });

  it('says until when at most it waits for its checkpoint', async () => {
    const { body } = await ask({ actions: ['policy.set'] });
    expect(body.state).toBe('waiting');
    const waits = Date.parse(body.waitsUntil ?? '') - Date.parse(body.createdAt);
    expect(waits).toBeGreaterThan(0);
    expect(waits).toBeLessThanOrEqual(65_000);
    expect((await finished(body.id)).waitsUntil).toBeNull();
  });

  it('holds what the filter leaves and nothing else', async () => {
    const { body } = await ask({ actions: ['audit.read'] });
    await finished(body.id);
    const [header, lines] = readLines(await (await fileOf(body.id)).text());
    expect(lines.length).toBeGreaterThanOrEqual(30);
    expect(lines.every(({ canonical }) => canonical.includes('"action":"audit.read"'))).toBe(true);
    expect(proves(header, lines)).toBe(true);
  });

  it('is harmless to a spreadsheet as CSV', async () => {
    const text = JSON.stringify({
      v: 1,
      id: '0190f2a0-0000-7000-8000-0000000000cc',
      at: '2026-01-01T00:00:00.000Z',
      actor: { kind: 'agent', id: null, address: '=cmd|calc' },
      origin: null,
      action: 'policy.set',
      outcome: 'done',
      caseId: null,
      accountId: null,
      facts: {},
      sealed: null,
    });
    await desk.sql(
      `insert into audit_event (id, at, actor_kind, action, outcome, canonical, hash)
       values ('0190f2a0-0000-7000-8000-0000000000cc', now() - interval '1 minute', 'agent', 'policy.set', 'done', convert_to($1, 'UTF8'),
         sha256('\\x00'::bytea || convert_to($1, 'UTF8')))`,
      [text],
    );
    const { body } = await ask({ actions: ['policy.set'] }, 'csv');
    const done = await finished(body.id);
    expect(done.checkpoint!.note).toContain('\u2014 ');
    const answer = await fileOf(body.id);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-.*\.csv"$/);
    const csv = await answer.text();
    expect(csv).toContain(`"'=cmd|calc"`);
    expect(csv.split('\r\n')[0]).toContain('seq,at,id');
  });

  it('leaves personal values sealed, as they are in the log', async () => {
    const accountId = uuidv7();
    await desk.sql("insert into account (id, realm) values ($1, 'main')", [accountId]);
    const now = desk.app.get(Clock).read(new Date());
    const system: SystemContext = { principal: { kind: 'system' }, address: null, now };
    await desk.app.get(AuditLog).record(poolOf(desk.app.get(DataSource)), system, {
      action: 'identifier.email-effective',
      accountId,
      after: { email: 'asha@post.example' },
    });
    const { body } = await ask({ accountId });
    await finished(body.id);
    const text = await (await fileOf(body.id)).text();
    const [, lines] = readLines(text);
    expect(lines.map(({ canonical }) => (JSON.parse(canonical) as { action: string }).action)).toContain(
      'identifier.email-effective',
    );
    expect(text).not.toContain('asha@post.example');
  });

  it('is for who asked for it alone, and every fetch of it is an event', async () => {
    const { body } = await ask({ actions: ['policy.set'] });
    await finished(body.id);
    const admin = await desk.signedIn('admin');
    expect((await admin.get<AuditExportView>(`/api/audit-exports/${body.id}`)).body).toMatchObject({
      own: false,
    });
    expect((await fileOf(body.id, admin)).status).toBe(403);
    expect((await fileOf(body.id)).status).toBe(200);
    const { body: events } = await admin.get<AuditEventView[]>(
      `/api/audit-events?filter=${encodeURIComponent('{"actions":["audit.export-downloaded","audit.export-requested"]}')}`,
    );
    expect(
      events.slice(0, 3).map(({ actorId, outcome, facts }) => [actorId, outcome, facts['exportId']]),
    ).toEqual([
      [supervisor.id, 'done', body.id],
      [admin.id, 'refused', body.id],
      [supervisor.id, 'done', body.id],
    ]);
  });

  it('is deleted after a day; that there was one stays', async () => {
    const { body } = await ask({ actions: ['policy.set'] });
    await finished(body.id);
    const stateOf = async () =>
      (await desk.sql<{ state: string }>('select state from audit_export where id = $1', [body.id]))[0]!
        .state;
    desk.pass({ hours: 23 });
    await desk.app.get(DeleteExports).run();
    expect(await stateOf()).toBe('finished');
    desk.pass({ hours: 2 });
    // No worker came yet: it is not handed out for that.
    const taker = await desk.signedIn('supervisor');
    await desk.sql('update audit_export set agent_id = $2 where id = $1', [body.id, taker.id]);
    const late = await fileOf(body.id, taker);
    expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('export-gone')]);
    await desk.app.get(DeleteExports).run();
    const admin = await desk.signedIn('admin');
    expect((await admin.get<AuditExportView>(`/api/audit-exports/${body.id}`)).body).toMatchObject({
      state: 'deleted',
      reason: 'An auditor asked.',
    });
    expect(await desk.sql('select from audit_export_chunk')).toEqual([]);
  });

  it('is asked for no more than three at a time by one agent', async () => {
    const other = await desk.signedIn('supervisor');
    await desk.sql(
      `insert into audit_export (id, agent_id, format, reason, filter, state, created_at)
       select gen_random_uuid(), $1, 'csv', 'x', '{}', 'running', now() from generate_series(1, 3)`,
      [other.id],
    );
    const { status, body } = await ask({}, 'csv', other);
    expect([status, (body as unknown as { code: string }).code]).toEqual([409, 'exports-busy']);
  });
});
