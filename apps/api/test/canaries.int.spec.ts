import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ErasureStanding } from '@relink/contract';
import { Client } from 'pg';
import { verifyDatabase } from '../src/features/audit/index.ts';
import { LogKey } from '../src/features/audit/log-key.ts';
import { Sequencer } from '../src/features/audit/sequencer.ts';
import { notesIn } from '../verifier/verify.mjs';
import { ExecuteErasure } from '../src/features/erasure/index.ts';
import { Customer } from './harness/customer.ts';
import { PHONES, STEM, stageCanaries, whereFound } from './harness/canaries.ts';
import { exported, holdJobs, playDeskWork } from './harness/canary-work.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';
import { customersFile, ordersFile } from './fixtures/imports/exports.ts';
import { importing, saidAbout } from './fixtures/imports/upload.ts';

type Agent = Browser & { id: string };

const EMAIL = `${STEM}.mail@mail.example`;
const NEW_EMAIL = `${STEM}.new@mail.example`;
const ASHA = {
  id: '9001001',
  first: `Q${STEM}a`,
  last: `Q${STEM}b`,
  email: EMAIL,
  phone: `'+46${PHONES[0]}`,
  addressPhone: `+46 ${PHONES[1]}`,
  country: 'SE',
  street: `14 ${STEM} Road`,
  note: `Likes ${STEM}`,
  tags: `t-${STEM}`,
};
const FILE = customersFile([ASHA, { ...ASHA, id: '9001001', email: `second.${STEM}@mail.example` }]);
const ORDERS = ordersFile([{ id: '5551', number: '#C1', email: EMAIL, shippingPhone: `+46${PHONES[2]}` }]);

/** Unique strings in every personal field, the work played, and then looked for wherever they must not be. */
describe('what is personal', () => {
  let desk: TestDesk;
  let admin: Agent;
  let mira: Agent;
  let vera: Agent;
  const folder = mkdtempSync(join(tmpdir(), 'relink-canaries-'));
  const witness = join(folder, 'witness.txt');
  let accountId: string;
  let caseId: string;
  let logged = '';

  beforeAll(async () => {
    const log = new Writable({
      write(chunk: Buffer, _, done) {
        logged += chunk.toString();
        done();
      },
    });
    desk = await TestDesk.open(
      { RELINK_LOG_LEVEL: 'debug', RELINK_LOG_FORMAT: 'json', AUDIT_WITNESS: witness },
      { work: true, log },
    );
    admin = await desk.signedIn('admin');
    mira = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
    expect((await importing(admin, FILE)).state).toBe('finished');
    expect((await importing(admin, ORDERS)).state).toBe('finished');
    [{ id: accountId }] = (await desk.sql<{ id: string }>(
      `select id from account where external_id = '9001001'`,
    )) as [{ id: string }];
    await holdJobs(desk);
    await play();
    await playDeskWork(desk, [mira, vera], accountId);
    await stageCanaries(desk, { accountId, caseId, agentId: mira.id });
  });
  afterAll(async () => {
    await desk.close();
    rmSync(folder, { recursive: true });
  });

  async function play(): Promise<void> {
    caseId = (await mira.post<{ id: string }>('/api/cases', { channel: 'phone' })).body.id;
    for (const q of [EMAIL, `+46${PHONES[0]}`])
      await mira.get(`/api/accounts?filter=${encodeURIComponent(JSON.stringify({ q, caseId }))}`);
    expect(
      (await mira.post(`/api/cases/${caseId}/accounts`, { accountId, role: 'claimed' })).status,
    ).toBeLessThan(300);
    await mira.post(`/api/cases/${caseId}/notes`, { body: `The caller says ${STEM}.` });
    await mira.put(`/api/cases/${caseId}/draft`, { body: `Half a note on ${STEM}` });
    await mira.post(`/api/cases/${caseId}/ticket`, { ticket: `T-${STEM}` });
    const answers = [
      { kind: 'full_name', fullName: `Q${STEM}a Q${STEM}b` },
      { kind: 'shipping_address', street: `14 ${STEM} Road`, postcode: '91302' },
    ];
    await mira.post(`/api/cases/${caseId}/evidence`, { accountId, answers });
    await mira.get(`/api/accounts/${accountId}?caseId=${caseId}`);
    const [phone] = await desk.sql<{ id: string; normalised: string }>(
      `select id, normalised from identifier where account_id = $1 and kind = 'phone' and use = 'login'`,
      [accountId],
    );
    await mira.post(`/api/cases/${caseId}/challenges`, {
      accountId,
      identifierId: phone?.id,
      purpose: 'evidence',
    });
    const customer = new Customer(desk);
    await mira.post(`/api/cases/${caseId}/email-reassignments`, { accountId, email: NEW_EMAIL });
    await customer.browser.post('/api/portal/forgot-password', { email: EMAIL });
    await customer.browser.post('/api/portal/sign-in', { login: EMAIL, password: `${STEM} password` });
    await customer.browser.post('/api/portal/call-backs', { phone: `+46${PHONES[0]}`, language: 'sv' });
  }

  const everything = [STEM, ...PHONES];

  it('was staged wherever it lies', async () => {
    const found = await whereFound(desk, everything);
    expect(found.length).toBeGreaterThan(40);
    // Nothing of it in what is kept for ever: there it is sealed.
    expect(found.filter((where) => /^(audit_event|audit_leaf|plan|evidence_round)/.test(where))).toEqual([]);
  });

  it('is in no line of the log', () => {
    expect(logged.length).toBeGreaterThan(1000);
    for (const value of everything) expect(logged.toLowerCase()).not.toContain(value);
  });

  it('is in no answer to who may not see it', async () => {
    const other = await desk.signedIn('agent');
    const supervisor = await desk.signedIn('supervisor');
    const filter = (of: object) => encodeURIComponent(JSON.stringify(of));
    const asked: [Browser, string][] = [
      [other, `/api/accounts/${accountId}`],
      [other, `/api/accounts/${accountId}?caseId=${caseId}`],
      [other, `/api/accounts?filter=${filter({ q: EMAIL })}`],
      [mira, `/api/accounts/${accountId}?caseId=${caseId}`],
      [mira, `/api/messages`],
      [mira, `/api/audit-events?filter=${filter({ accountId })}`],
      [mira, `/api/accounts/${accountId}/erasure`],
      [mira, `/api/imports`],
      [mira, `/api/documents`],
      [other, `/api/merges`],
      [supervisor, `/api/messages`],
      [supervisor, `/api/accounts/${accountId}`],
      [supervisor, `/api/approvals`],
      [supervisor, `/api/accounts/${accountId}/erasure`],
      [admin, `/api/accounts/${accountId}/erasure`],
      [desk.browser(), `/api/portal/me`],
    ];
    for (const [who, path] of asked) {
      const answer = JSON.stringify((await who.get(path)).body ?? '').toLowerCase();
      expect([path, everything.filter((value) => answer.includes(value))]).toEqual([path, []]);
    }
  });

  it('is in no export of the log, which a supervisor may fetch and an agent may not', async () => {
    const id = await exported(desk, vera, accountId);
    const file = await vera.fetch(`/api/audit-exports/${id}/file`);
    const text = await file.text();
    expect(text.split('\n').length).toBeGreaterThan(30);
    expect(everything.filter((value) => text.toLowerCase().includes(value))).toEqual([]);
    expect((await mira.fetch(`/api/audit-exports/${id}/file`)).status).toBe(403);
    expect(
      (await mira.post('/api/audit-exports', { filter: {}, format: 'ndjson', reason: 'x' })).status,
    ).toBe(403);
  });

  it('is in no message to anybody else', async () => {
    const rows = await desk.sql<{ text: string }>(
      `select m.params::text || coalesce(i.subject || i.body, '') as text from message m
         left join development_inbox i on i.message_id = m.id where m.account_id is distinct from $1`,
      [accountId],
    );
    expect(rows.filter(({ text }) => everything.some((value) => text.toLowerCase().includes(value)))).toEqual(
      [],
    );
  });

  describe('after the erasure', () => {
    beforeAll(async () => {
      const otto = await desk.signedIn('admin');
      const { body } = await admin.get<ErasureStanding>(`/api/accounts/${accountId}/erasure`);
      // The tombstone that was staged, and the duplicate that was merged.
      expect(body.plan?.accountIds.length).toBe(3);
      const asked = await admin.post<ErasureStanding>(`/api/accounts/${accountId}/erasures`, {
        reason: `${STEM} wrote a letter.`,
        planHash: body.plan?.planHash,
      });
      const { erasure } = asked.body;
      if (!erasure?.approvalId) throw new Error(JSON.stringify(asked.body));
      const { status } = await otto.post(`/api/approvals/${erasure.approvalId}/approve`, {
        reason: `Yes, ${STEM}.`,
      });
      expect(status).toBe(200);
      await desk.app.get(ExecuteErasure).run(erasure.id);
      for (let state = ''; state !== 'done';) {
        const [row] = await desk.sql<{ state: string }>('select state from erasure where id = $1', [
          erasure.id,
        ]);
        state = row?.state ?? '';
        await sleep(20);
      }
    });

    it('is nowhere in the database, as text or as bytes', async () => {
      expect(await whereFound(desk, everything)).toEqual([]);
    });

    it('leaves the log whole: every event is what it was hashed as, and opens for nobody', async () => {
      const events = await desk.sql<{ canonical: Buffer; hash: Buffer }>(
        'select canonical, hash from audit_event',
      );
      for (const { canonical, hash } of events)
        expect(createHash('sha256').update(Buffer.of(0)).update(canonical).digest()).toEqual(hash);
      const filter = encodeURIComponent(JSON.stringify({ accountId }));
      const seen = await admin.get(`/api/audit-events?filter=${filter}`);
      expect(JSON.stringify(seen.body).toLowerCase()).not.toContain(STEM);
      expect(await desk.sql('select 1 from audit_key where account_id = $1', [accountId])).toEqual([]);
    });

    it('leaves a log that the verifier finds sound, up to the last checkpoint of the witness', async () => {
      // The desk's own sequencer may be at it: then a round of ours does nothing.
      for (let covered = 0; covered === 0;) {
        desk.pass({ minutes: 2 });
        await desk.app.get(Sequencer, { strict: false }).round();
        ({ length: covered } = await desk.sql(
          `select 1 from audit_checkpoint c where c.size > (select max(l.seq) from audit_leaf l
             join audit_event e on e.id = l.event_id where e.action = 'erasure.done')`,
        ));
      }
      const url = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
      url.pathname = `/${desk.owner.database ?? ''}`;
      const events = new Client({ connectionString: url.toString() });
      await events.connect();
      const key = await desk.app.get(LogKey, { strict: false }).text();
      const found = await verifyDatabase(events, desk.owner, {
        key: key ?? '',
        witness: notesIn(readFileSync(witness, 'utf8')),
      });
      await events.end();
      expect(found).toMatchObject({ outcome: 'sound', faults: [] });
      const [erased] = await desk.sql<{ seq: string }>(
        `select l.seq from audit_leaf l join audit_event e on e.id = l.event_id where e.action = 'erasure.done'`,
      );
      expect(found.checkpointSize).toBeGreaterThan(Number(erased?.seq));
    });

    it('is not brought back by the shop’s next files, and the import says so', async () => {
      const again = await importing(admin, FILE);
      expect(again).toMatchObject({ state: 'finished', created: 0, updated: 0, differing: 2 });
      expect(await saidAbout(admin, again.id)).toEqual([
        'differing 2  customer-erased',
        'differing 3  customer-erased',
      ]);
      expect(await importing(admin, ORDERS)).toMatchObject({ created: 0, updated: 0, differing: 1 });
      expect(await whereFound(desk, everything)).toEqual([]);
    });
  });
});
