import { randomUUID } from 'node:crypto';
import type { AgentRole } from '@relink/domain';
import { aRound } from '@relink/testing';
import { type Agent, aPhoto, Document, type Problem, sendIn, type Shown } from './harness/documents.ts';
import { permissionTable } from './harness/permission-table.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

const NONE = '0199f000-0000-7000-8000-000000000000';
const ROLES = ['agent', 'supervisor', 'admin'] as const satisfies readonly AgentRole[];
const OVERSIGHT = ['supervisor', 'admin'] as const;

describe('who may call what about identity documents', () => {
  permissionTable([
    { method: 'GET', path: `/api/cases/${NONE}/documents`, allowed: ROLES },
    { method: 'POST', path: `/api/cases/${NONE}/documents`, body: {}, allowed: ROLES },
    { method: 'GET', path: '/api/documents', allowed: OVERSIGHT },
    { method: 'GET', path: `/api/documents/${NONE}`, allowed: ROLES },
    { method: 'GET', path: `/api/documents/${NONE}/pages/1`, allowed: ROLES },
    { method: 'POST', path: `/api/documents/${NONE}/proposal`, body: {}, allowed: ROLES },
    { method: 'POST', path: `/api/documents/${NONE}/confirm`, body: {}, allowed: OVERSIGHT },
    { method: 'POST', path: `/api/documents/${NONE}/reject`, body: {}, allowed: OVERSIGHT },
  ]);
});

describe('an attacker and an identity document', () => {
  let desk: TestDesk;
  let mira: Agent;
  let omar: Agent;
  let sam: Agent;
  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    omar = await desk.signedIn('agent');
    sam = await desk.signedIn('supervisor');
  });
  beforeEach(() => desk.sql('delete from rate_limit'));
  afterAll(() => desk.close());

  const visitor = (): Browser => desk.browser();
  const codeOf = async (answer: Promise<Response>) => ((await (await answer).json()) as Problem).code;
  const refusals = (caseId: string) =>
    desk.sql<{ action: string; actor_id: string | null; code: string }>(
      `select action, actor_id, convert_from(canonical, 'utf8')::jsonb #>> '{facts,code}' as code
         from audit_event where case_id = $1 and outcome = 'refused' order by at, id`,
      [caseId],
    );

  it('who is an agent of another case sees neither the document nor a picture, and each try is an event', async () => {
    const document = await Document.received(desk, mira);
    expect((await omar.get<Problem>(`/api/documents/${document.id}`)).body.code).toBe('not-found');
    expect((await omar.get<Shown[]>(`/api/cases/${document.at.caseId}/documents`)).body).toEqual([]);
    expect(await codeOf(document.look(omar))).toBe('not-your-case');
    expect((await document.propose('matches', omar)).body.code).toBe('not-your-case');
    expect(await refusals(document.at.caseId)).toMatchObject([
      { action: 'document.viewed', actor_id: omar.id, code: 'not-your-case' },
      { action: 'document.proposed', actor_id: omar.id, code: 'not-your-case' },
    ]);
  });

  it('who is the agent of the case sees no picture any more once it is decided', async () => {
    const document = await Document.proposed(desk, mira);
    expect((await document.look(mira)).status).toBe(200);
    await document.reject(sam);
    expect(await codeOf(document.look(mira))).toBe('document-gone');
    expect((await document.look(sam)).status).toBe(200);
  });

  it('who declared the contact as their own, or whose contact it is, looks at nothing', async () => {
    const document = await Document.received(desk, mira);
    const admin = await desk.signedIn('admin');
    const declared = { kind: 'phone', value: document.at.story.phone };
    expect((await admin.post(`/api/agents/${sam.id}/private-contacts`, declared)).status).toBe(200);
    expect(await codeOf(document.look(sam))).toBe('private-contact');
    await desk.sql('delete from agent_private_contact');
  });

  it('who confirms what they proposed, took evidence for, or whose case it is or was, is refused, and by the database too', async () => {
    const sue = await desk.signedIn('supervisor');
    const own = await Document.proposed(desk, sue);
    expect((await own.confirm(sue)).body.code).toBe('own-request');

    const taken = await Document.proposed(desk, mira);
    const { caseId, accountId } = taken.at;
    await aRound(desk, { caseId, accountId, agentId: sue.id, at: desk.now.toISOString() });
    await taken.look(sue);
    expect((await taken.confirm(sue)).body.code).toBe('own-request');
    expect((await taken.reject(sue)).body.code).toBe('own-request');

    const former = await desk.signedIn('supervisor');
    await desk.sql('update recovery_case set former_agent_ids = array[$2::uuid] where id = $1', [
      caseId,
      former.id,
    ]);
    await taken.look(former);
    expect((await taken.confirm(former)).body.code).toBe('own-request');
    const decide = `update identity_document set state = 'confirmed', decided_by = $2, ended_at = now(),
      reason_sealed = ''::bytea, taken_part_in = $3 where id = $1`;
    await expect(desk.sql(decide, [taken.id, mira.id, []])).rejects.toThrow('violates check constraint');
    await expect(desk.sql(decide, [taken.id, sue.id, [sue.id]])).rejects.toThrow('violates check constraint');
    await taken.look(sam);
    expect((await taken.confirm(sam)).body.state).toBe('confirmed');
    expect((await taken.confirm(sam)).body.code).toBe('document-state-conflict');
  });

  it('who judges without having looked at every picture is refused', async () => {
    const document = await Document.asked(desk, mira);
    await document.send([await aPhoto(), await aPhoto(9)]);
    await document.look(mira, 1);
    expect((await document.propose('matches')).body.code).toBe('document-not-opened');
    await document.look(mira, 2);
    await document.propose('matches');
    expect((await document.confirm(sam)).body.code).toBe('document-not-opened');
  });

  it('who confirms what its agent found not to match is refused; saying no is not', async () => {
    const document = await Document.received(desk, mira);
    await document.look(mira);
    await document.propose('does-not-match');
    await document.look(sam);
    expect((await document.confirm(sam)).body.code).toBe('document-no-match');
    expect((await document.reject(sam)).body.state).toBe('rejected');
    expect(await document.assurance()).toBe('identified');
  });

  it('who hands the case over after the document came gets nothing confirmed', async () => {
    const document = await Document.proposed(desk, mira);
    await desk.sql('update recovery_case set assurance_reset_at = $2, agent_id = $3 where id = $1', [
      document.at.caseId,
      desk.now,
      omar.id,
    ]);
    await document.look(sam);
    expect((await document.confirm(sam)).body.code).toBe('document-void');
  });

  it('who lost the supervisor’s role a moment ago confirms nothing', async () => {
    const sue = await desk.signedIn('supervisor');
    const document = await Document.proposed(desk, mira);
    await document.look(sue);
    await desk.sql(`update agent set role = 'agent' where id = $1`, [sue.id]);
    expect([401, 403]).toContain((await document.confirm(sue)).status);
  });

  it('who replays a link, or guesses one, brings nothing in; the customer who sends the very same again gets the answer', async () => {
    const document = await Document.asked(desk, mira);
    const token = await document.token();
    const [photo, key] = [await aPhoto(), { 'idempotency-key': 'the-very-same-upload' }];
    expect((await sendIn(visitor(), { token }, [photo], key)).status).toBe(201);
    expect((await sendIn(visitor(), { token }, [photo], key)).body).toMatchObject({ pictures: 1 });
    expect((await sendIn(visitor(), { token }, [await aPhoto(9)])).body.code).toBe('link-not-accepted');
    expect((await visitor().post<Problem>('/api/portal/document-requests', { token })).body.code).toBe(
      'link-not-accepted',
    );
    const guess = { token: 'A'.repeat(43) };
    expect((await sendIn(visitor(), guess, [photo])).body.code).toBe('link-not-accepted');
    expect((await refusals(document.at.caseId)).map(({ action }) => action)).toEqual([
      'document.refused',
      'document.refused',
    ]);
  });

  it('who comes with a late link, or after the case was closed, is refused', async () => {
    const late = await Document.asked(desk, mira);
    const closed = await Document.asked(desk, mira);
    await desk.sql(
      `update identity_document set asked_at = asked_at - interval '2 days',
      expires_at = expires_at - interval '2 days' where id = $1`,
      [late.id],
    );
    await desk.sql(
      `update recovery_case set state = 'closed', outcome = 'recovered', closed_at = now() where id = $1`,
      [closed.at.caseId],
    );
    for (const document of [late, closed])
      expect((await document.send()).body.code).toBe('link-not-accepted');
  });

  it('who guesses a code that was read out has five tries in all, then the right one is dead too', async () => {
    const document = await Document.asked(desk, mira);
    const { caseId, accountId, story, reference } = document.at;
    await desk.sql('update identifier set undeliverable_at = now() where id = $1', [story.old.phone.id]);
    const ask = { accountId, identifierId: null };
    const { body: asked } = await mira.post<Shown>(`/api/cases/${caseId}/documents`, ask);
    const type = (code: string) =>
      visitor().post<Problem>('/api/portal/document-requests', { reference, code });
    expect((await type(asked.code)).status).toBe(200);
    for (let guess = 0; guess < 5; guess++)
      expect((await type(`2222-222${String(guess + 2)}`)).status).toBe(422);
    expect((await type(asked.code)).body.code).toBe('code-not-accepted');
    expect((await mira.get<Shown>(`/api/documents/${asked.id}`)).body.code).toBeNull();
  });

  it('who sends the document of another customer’s link leaves this customer’s as it was', async () => {
    const [one, other] = [await Document.asked(desk, mira), await Document.asked(desk, mira)];
    await one.send();
    await one.look(mira);
    await one.propose('matches');
    await one.look(sam);
    await one.confirm(sam);
    expect((await mira.get<Shown>(`/api/documents/${other.id}`)).body).toMatchObject({
      state: 'asked',
      pictures: [],
    });
    await desk.sql(
      `insert into identity_document_picture select $2, number, width, height, sealed
         from identity_document_picture where document_id = $1`,
      [one.id, other.id],
    );
    await desk.sql(
      `update identity_document set state = 'received', received_at = now(), pictures = 1 where id = $1`,
      [other.id],
    );
    // Sealed for the other row, under the other customer's key.
    expect(await codeOf(other.look(mira))).toBe('document-gone');
  });

  it('who sends what is no picture, too much of it, or too many, keeps the link and fills nothing', async () => {
    const document = await Document.asked(desk, mira);
    const big = Buffer.concat([await aPhoto(), Buffer.alloc(10_000_001)]);
    const photo = await aPhoto();
    const tries: readonly (readonly [readonly Buffer[], string])[] = [
      [[Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')], 'picture-unreadable'],
      [[photo, Buffer.from('%PDF-1.7')], 'picture-pdf'],
      [[big], 'picture-too-large'],
      [[photo, photo, photo, photo], 'invalid-input'],
      [[], 'invalid-input'],
    ];
    for (const [pictures, code] of tries) expect((await document.send(pictures)).body.code).toBe(code);
    const token = await document.token();
    expect((await sendIn(visitor(), {}, [photo])).body.code).toBe('invalid-input');
    const json = await visitor().post<Problem>('/api/portal/documents', { token });
    expect([json.status, json.body.code]).toEqual([415, 'unsupported-media-type']);
    expect((await document.send()).status).toBe(201);
  });

  it('whose upload breaks off, or is no form at all, is told so and keeps the link', async () => {
    const document = await Document.asked(desk, mira);
    const part = (head: string, content: string) =>
      `--cut\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}`;
    const begun = `${part('name="token"', await document.token())}\r\n${part('name="picture"; filename="a.jpg"', '\xff\xd8')}`;
    for (const body of [
      '',
      '--cut\r\n\r\n',
      '--cut\r\nno: colon',
      begun.slice(0, 60),
      begun,
      `${begun}\r\n--cut`,
    ]) {
      const answer = await visitor().fetch('/api/portal/documents', {
        method: 'POST',
        headers: { 'idempotency-key': randomUUID(), 'content-type': 'multipart/form-data; boundary=cut' },
        body,
      });
      expect([answer.status, ((await answer.json()) as Problem).code, body]).toEqual([
        422,
        'invalid-input',
        body,
      ]);
    }
    expect((await document.send()).status).toBe(201);
  });

  it('who sends a thousand files is stopped, whatever is in them', async () => {
    const photo = await aPhoto();
    const statusesOf = async (count: number, send: () => Promise<{ status: number }>) => {
      const answers = await Promise.all(Array.from({ length: count }, send));
      const counts = new Map<number, number>();
      for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
      return Object.fromEntries(counts);
    };
    const guess = { token: 'B'.repeat(43) };
    expect(await statusesOf(45, () => sendIn(visitor(), guess, [photo]))).toEqual({ 422: 40, 429: 5 });
    const document = await Document.asked(desk, mira);
    await desk.sql('delete from rate_limit');
    for (let upload = 0; upload < 20; upload++)
      expect((await document.send([Buffer.from('no picture')])).status).toBe(422);
    expect((await document.send()).status).toBe(429);
  });
});
