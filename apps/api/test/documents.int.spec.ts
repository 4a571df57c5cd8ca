import type { CaseView, DocumentRequestResponse, DocumentSummary } from '@relink/contract';
import { anAnsweredCode } from '@relink/testing';
import sharp from 'sharp';
import { DeleteDocuments } from '../src/features/documents/delete-documents.ts';
import {
  type Agent,
  anIdentifiedCase,
  aPhoto,
  Document,
  type Problem,
  sendIn,
  type Shown,
} from './harness/documents.ts';
import { TestDesk } from './harness/test-desk.ts';

describe('an identity document', () => {
  let desk: TestDesk;
  let mira: Agent;
  let sam: Agent;
  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    sam = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const sweep = () => desk.app.get(DeleteDocuments).run();
  const pictures = async (id: string) =>
    (await desk.sql('select number from identity_document_picture where document_id = $1', [id])).length;

  it('goes from the question to evidence: asked, sent in, compared, confirmed, and with a code it makes strong', async () => {
    const document = await Document.asked(desk, mira);
    const { caseId, accountId, story } = document.at;
    const dueAt = new Date(desk.now.getTime() + 3_600_000).toISOString();
    expect((await mira.post(`/api/cases/${caseId}/wait`, { dueAt })).status).toBe(200);

    const token = await document.token();
    const asked = await document.customer.browser.post<DocumentRequestResponse>(
      '/api/portal/document-requests',
      { token },
    );
    expect(asked.body).toMatchObject({ pictures: 3, megabytes: 10, kinds: ['jpeg', 'png', 'webp'] });
    expect((await document.send([await aPhoto(), await aPhoto(200)])).body).toEqual({
      pictures: 2,
      deletedAfterHours: 24,
    });
    const { body: facts } = await mira.get<CaseView>(`/api/cases/${caseId}`);
    expect(facts.state).toBe('open');

    const [shown] = (await mira.get<Shown[]>(`/api/cases/${caseId}/documents`)).body;
    expect(shown).toMatchObject({
      state: 'received',
      way: 'link',
      code: null,
      mayPropose: true,
      mayConfirm: false,
      pictures: [
        { number: 1, width: 640, height: 400, seen: false },
        { number: 2, width: 640, height: 400, seen: false },
      ],
    });
    expect(shown?.destination).not.toContain(story.phone);
    for (const number of [1, 2]) {
      const picture = await document.look(mira, number);
      expect(picture.status).toBe(200);
      expect(picture.headers.get('content-type')).toBe('image/jpeg');
      expect(picture.headers.get('cache-control')).toBe('no-store');
      expect(picture.headers.get('content-disposition')).toBe('inline');
      expect(picture.headers.get('content-security-policy')).toContain('sandbox');
      expect(picture.headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
      const { format, width } = await sharp(Buffer.from(await picture.arrayBuffer())).metadata();
      expect([format, width]).toEqual(['jpeg', 640]);
    }
    expect((await document.propose('matches')).body).toMatchObject({ state: 'proposed' });

    const waiting = await sam.get<DocumentSummary[]>(
      `/api/documents?filter=${encodeURIComponent('{"state":"proposed"}')}`,
    );
    expect(waiting.body.map(({ id }) => id)).toContain(document.id);
    for (const number of [1, 2]) await document.look(sam, number);
    expect((await document.confirm(sam)).body).toMatchObject({
      state: 'confirmed',
      reason: 'I see the same.',
      note: 'Name and birth year agree.',
    });

    expect(await document.assurance()).toBe('identified');
    await anAnsweredCode(desk, { caseId, accountId, agentId: mira.id, identifier: story.old.phone });
    expect(await document.assurance()).toBe('strong');
    expect(await document.events()).toEqual([
      'document.asked',
      'document.received',
      'document.viewed',
      'document.viewed',
      'document.proposed',
      'document.viewed',
      'document.viewed',
      'document.confirmed',
    ]);
    await desk.sql(`update identity_document set ended_at = ended_at - interval '31 minutes' where id = $1`, [
      document.id,
    ]);
    expect(await document.assurance()).toBe('verified');
  });

  it('alone proves nothing: without an answered code the caller stays identified', async () => {
    const document = await Document.proposed(desk, mira);
    await document.look(sam);
    await document.confirm(sam);
    expect(await document.assurance()).toBe('identified');
  });

  it('is asked for only once the caller is identified', async () => {
    const { caseId, story, accountId } = await anIdentifiedCase(desk, mira.id);
    await desk.sql('update evidence_round set enough = false where case_id = $1', [caseId]);
    const ask = { accountId, identifierId: story.old.phone.id };
    const { status, body } = await mira.post<Problem>(`/api/cases/${caseId}/documents`, ask);
    expect([status, body.code]).toEqual([409, 'assurance-too-low']);
    expect(body.details?.['missing']).toEqual(['knowledge-round']);
  });

  it('is asked for by a code read out where no contact is left, and only there', async () => {
    const { caseId, reference, story, accountId } = await anIdentifiedCase(desk, mira.id);
    const byCode = () =>
      mira.post<Shown>(`/api/cases/${caseId}/documents`, { accountId, identifierId: null });
    expect((await byCode()).body.code).toBe('contact-on-file-left');
    await desk.sql('update identifier set undeliverable_at = now() where id = $1', [story.old.phone.id]);

    const { status, body } = await byCode();
    expect([status, body.way]).toEqual([201, 'spoken-code']);
    expect(body.code).toMatch(/^[2-9C-Y]{4}-[2-9C-Y]{4}$/);
    const { body: seenBySam } = await sam.get<Shown>(`/api/documents/${body.id}`);
    expect([seenBySam.way, seenBySam.code]).toEqual(['spoken-code', null]);
    const customer = desk.browser();
    const typed = { reference: reference.toLowerCase(), code: body.code.replace('-', ' ').toLowerCase() };
    expect((await customer.post('/api/portal/document-requests', typed)).status).toBe(200);
    expect((await sendIn(customer, typed, [await aPhoto()])).status).toBe(201);
    expect((await mira.get<Shown>(`/api/documents/${body.id}`)).body).toMatchObject({
      state: 'received',
      code: null,
    });
  });

  it('that cannot be read is asked for anew, and the new link works while the old one does not', async () => {
    const document = await Document.received(desk, mira);
    await document.look(mira);
    expect((await document.propose('unreadable')).body).toMatchObject({ state: 'unreadable' });
    const ask = { accountId: document.at.accountId, identifierId: document.at.story.old.phone.id };
    const old = await document.token();
    const { status, body } = await mira.post<Shown>(`/api/cases/${document.at.caseId}/documents`, ask);
    expect([status, body.state]).toEqual([201, 'asked']);
    const fresh = await document.token();
    const photo = [await aPhoto()];
    expect((await sendIn(desk.browser(), { token: old }, photo)).body.code).toBe('link-not-accepted');
    expect((await sendIn(desk.browser(), { token: fresh }, photo)).status).toBe(201);
  });

  it('is not asked for while one is looked at, nor more than five times a day', async () => {
    const waiting = await Document.received(desk, mira);
    const again = (document: Document) =>
      mira.post<Problem>(`/api/cases/${document.at.caseId}/documents`, {
        accountId: document.at.accountId,
        identifierId: document.at.story.old.phone.id,
      });
    expect((await again(waiting)).body.code).toBe('document-waiting');
    const asked = await Document.asked(desk, mira);
    for (const taken of [201, 201, 201, 201]) expect((await again(asked)).status).toBe(taken);
    expect((await again(asked)).body.code).toBe('document-limit-reached');
  });

  it('lies in the database as ciphertext only, and in no list, message or event', async () => {
    const document = await Document.proposed(desk, mira);
    const [row] = await desk.sql<{ sealed: Buffer }>(
      'select sealed from identity_document_picture where document_id = $1',
      [document.id],
    );
    expect(row?.sealed.includes(Buffer.from('ffd8ff', 'hex'))).toBe(false);
    expect(row?.sealed.includes((await aPhoto()).toString('base64').slice(0, 24))).toBe(false);
    const token = await document.token();
    const [stored] = await desk.sql<{ all: string }>(
      `select coalesce((select string_agg(d::text, ' ') from identity_document d where id = $1), '')
         || coalesce((select string_agg(m::text, ' ') from message m where account_id = $2), '')
         || coalesce((select string_agg(convert_from(canonical, 'utf8'), ' ') from audit_event where account_id = $2), '') as all`,
      [document.id, document.at.accountId],
    );
    for (const secret of [token, 'Name and birth year agree.']) expect(stored?.all).not.toContain(secret);
  });

  it('is deleted 24 h after the decision, and so at once where nobody will decide: undecided, or the case closed', async () => {
    const decided = await Document.proposed(desk, mira);
    await decided.look(sam);
    await decided.confirm(sam);
    const held = await Document.proposed(desk, mira);
    await held.reject(sam);
    await desk.sql(
      `insert into legal_hold (id, account_id, reason, placed_by, placed_at)
       values (gen_random_uuid(), $1, 'The police asked.', $2, now())`,
      [held.at.accountId, sam.id],
    );
    const heldByShop = await Document.proposed(desk, mira);
    await heldByShop.reject(sam);
    await desk.sql(
      `insert into account_hold (id, account_id, kind, since) values (gen_random_uuid(), $1, 'legal-hold', now())`,
      [heldByShop.at.accountId],
    );
    desk.pass({ hours: 23 });
    await sweep();
    expect(await pictures(decided.id)).toBe(1);
    desk.pass({ hours: 2 });
    // The worker is down: what the customer was promised holds, and only the hold keeps a picture.
    const late = await desk.signedIn('supervisor');
    const looks = await Promise.all([decided, held, heldByShop].map((each) => each.look(late)));
    expect(looks.map(({ status }) => status)).toEqual([404, 200, 200]);
    await sweep();
    const left = [decided, held, heldByShop].map(({ id }) => pictures(id));
    expect(await Promise.all(left)).toEqual([0, 1, 1]);
    const ada = await desk.signedIn('supervisor');
    expect(((await (await decided.look(ada)).json()) as Problem).code).toBe('document-gone');
    expect((await decided.events()).at(-2)).toBe('document.deleted');

    const noor = await desk.signedIn('agent');
    const undecided = await Document.received(desk, noor);
    const closed = await Document.received(desk, noor);
    const unsent = await Document.asked(desk, noor);
    await desk.sql(
      `update recovery_case set state = 'closed', outcome = 'recovered', closed_at = now() where id = $1`,
      [closed.at.caseId],
    );
    // What is shown is what is kept: no days ahead of pictures that nobody may see any more, nor of those a hold keeps.
    const due = async (each: Document) =>
      (await ada.get<{ deletesAt: string | null }>(`/api/documents/${each.id}`)).body.deletesAt;
    expect(Date.parse((await due(closed)) ?? '')).toBeLessThanOrEqual(desk.now.getTime());
    expect(Date.parse((await due(undecided)) ?? '')).toBeGreaterThan(desk.now.getTime());
    expect(await due(held)).toBeNull();
    expect((await closed.look(ada)).status).toBe(404);
    await sweep();
    expect([await pictures(undecided.id), await pictures(closed.id)]).toEqual([1, 0]);
    desk.pass({ days: 7, minutes: 1 });
    await sweep();
    expect(await pictures(undecided.id)).toBe(0);
    expect((await undecided.events()).slice(-2)).toEqual(['document.lapsed', 'document.deleted']);
    expect((await unsent.events()).at(-1)).toBe('document.lapsed');
  });
});
