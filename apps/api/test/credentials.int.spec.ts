import type { SentResponse } from '@relink/contract';
import { anAccount, anEmailAddress, anIdentifier, aStory } from '@relink/testing';
import { Customer, toldOf } from './harness/customer.ts';
import { aVerifiedCase } from './harness/story.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Problem = { code: string; errors?: Record<string, string>; details?: Record<string, unknown> };

const GOOD = 'tall monsoon kite over Surat';

describe('a new password', () => {
  let desk: TestDesk;
  let mira: Browser & { id: string };
  let customer: Customer;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
  });
  beforeEach(() => {
    customer = new Customer(desk);
  });
  afterAll(() => desk.close());

  /** A verified case whose claimed account has an e-mail to reset by. */
  const aRecovery = async () => {
    const story = await aStory(desk, 'A');
    const email = await anIdentifier(desk, {
      accountId: story.old.id,
      kind: 'email',
      value: anEmailAddress(),
    });
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const send = () =>
      mira.post<SentResponse & Problem>(`/api/cases/${caseId}/reset-links`, {
        accountId: story.old.id,
        identifierId: email.id,
      });
    const received = () => customer.received(email.normalised, 'password-reset');
    return { story, email, caseId, send, received, accountId: story.old.id };
  };
  const reset = (body: object) => customer.browser.post<Problem>('/api/portal/password-resets', body);
  const signIn = (login: string, password: string, browser = customer.browser) =>
    browser.post<Problem>('/api/portal/sign-in', { login, password });
  const left = (reference: string) =>
    desk.sql('select tries_left, used_at is not null as used from challenge where reference = $1', [
      reference,
    ]);

  it('is set by the link, ends every session, tells every contact, and signs nobody in', async () => {
    const { story, email, send, received, accountId } = await aRecovery();
    expect((await send()).status).toBe(201);
    await reset({ token: (await received()).token, password: 'the first one of them all' });
    const phone = desk.browser();
    expect((await signIn(email.value, 'the first one of them all', phone)).status).toBe(200);
    expect((await phone.get('/api/portal/me')).status).toBe(200);
    await desk.sql(`update challenge set created_at = created_at - interval '3 minutes'`);
    await send();

    expect((await reset({ token: (await received()).token, password: GOOD })).status).toBe(204);
    expect((await phone.get('/api/portal/me')).status).toBe(401);
    expect((await customer.browser.get('/api/portal/me')).status).toBe(401);
    expect((await toldOf(desk, 'password-changed', accountId)).slice(-2).sort()).toEqual(
      [email.normalised, story.phone].sort(),
    );
    expect((await signIn(email.value, 'the first one of them all')).status).toBe(401);
    expect((await signIn(email.value, GOOD)).status).toBe(200);
    const events = await desk.sql<{ action: string; actor_kind: string; address: string | null }>(
      `select action, actor_kind, address from audit_event where account_id = $1 and action = 'credential.password-set'`,
      [accountId],
    );
    expect(events).toEqual(
      Array(2).fill({ action: 'credential.password-set', actor_kind: 'customer', address: null }),
    );
    const [kept] = await desk.sql<{ password_hash: string; v: string }>(
      'select password_hash, security_version as v from credential c join account a on a.id = c.account_id where a.id = $1',
      [accountId],
    );
    expect(kept?.password_hash).toMatch(/^\$argon2id\$/);
    expect(kept?.v).toBe('3');
  });

  it('is set by reference and code too, once, and no other code of hers works afterwards', async () => {
    const { email, send, received, accountId } = await aRecovery();
    const second = await anIdentifier(desk, { accountId, kind: 'email', value: anEmailAddress() });
    await send();
    const first = await received();
    await desk.sql(`update challenge set destination = $1 where reference = $2`, [
      second.normalised,
      first.reference,
    ]);
    await send();
    const { reference, code } = await received();
    const typed = {
      reference: reference.toLowerCase().replace('-', ' '),
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
    };
    expect((await reset({ ...typed, password: GOOD })).status).toBe(204);
    for (const again of [typed, first])
      expect(await reset({ reference: again.reference, code: again.code, password: GOOD })).toMatchObject({
        status: 422,
        body: { code: 'code-not-accepted' },
      });
    expect(await reset({ token: first.token, password: GOOD })).toMatchObject({
      status: 422,
      body: { code: 'link-not-accepted' },
    });
    expect((await signIn(email.value, GOOD)).status).toBe(200);
  });

  it('too weak is a field error, and uses up neither the link nor a try of the code', async () => {
    const { send, received, email } = await aRecovery();
    await send();
    const { reference, code, token } = await received();
    const weak = [
      'short',
      'password1234',
      'aaaaaaaaaaaaaaaa',
      email.normalised,
      'Patel Asha 1',
      ' '.repeat(12),
    ];
    for (const password of weak)
      for (const by of [{ token }, { reference, code }]) {
        const answer = await reset({ ...by, password });
        expect([password, answer.status, answer.body.code]).toEqual([password, 422, 'password-too-weak']);
        expect(Object.keys(answer.body.errors ?? {})).toEqual(['password']);
      }
    expect(await left(reference)).toEqual([{ tries_left: 3, used: false }]);
    expect((await reset({ token, password: GOOD })).status).toBe(204);
  });

  it('does not let somebody without the code learn whose names make a password weak', async () => {
    const { send, received, email } = await aRecovery();
    await send();
    const received1 = await received();
    const code = customer.wrong(received1);
    const answer = await reset({ reference: received1.reference, code, password: email.normalised });
    expect(answer.body.code).toBe('code-not-accepted');
    expect(await left(received1.reference)).toEqual([{ tries_left: 2, used: false }]);
  });

  it('gets one and the same answer for every code and link that is not right', async () => {
    const [hers, his, late] = [await aRecovery(), await aRecovery(), await aRecovery()];
    for (const { send } of [hers, his, late]) await send();
    const [used, other, expired] = [await hers.received(), await his.received(), await late.received()];
    await reset({ token: used.token, password: GOOD });
    await desk.sql(
      `update challenge set expires_at = now() - interval '1 second', created_at = created_at - interval '31 minutes'
        where reference = $1`,
      [expired.reference],
    );
    await hers.send();
    const codes = [
      { reference: '2222-2222', code: '123456' },
      { reference: 'not-a-reference', code: '123456' },
      { reference: used.reference, code: used.code },
      { reference: expired.reference, code: expired.code },
      { reference: other.reference, code: customer.wrong(other) },
      { reference: used.reference, code: other.code },
    ];
    const bodies = [];
    for (const typed of codes) bodies.push(await reset({ ...typed, password: GOOD }));
    for (const { status, body } of bodies) expect([status, body]).toEqual([422, bodies[0]?.body]);
    expect(bodies[0]?.body.code).toBe('code-not-accepted');
    const links = ['x'.repeat(43), used.token, expired.token];
    const answers = [];
    for (const token of links) answers.push(await reset({ token, password: GOOD }));
    for (const { status, body } of answers) expect([status, body]).toEqual([422, answers[0]?.body]);
    expect((await reset({ token: other.token, password: GOOD })).status).toBe(204);
  });

  it('cannot be set by a code for another purpose, nor can its code confirm or prove anything', async () => {
    const { send, received, story, caseId } = await aRecovery();
    await send();
    const forReset = await received();
    await desk.sql(`update challenge set created_at = created_at - interval '3 minutes'`);
    await mira.post(`/api/cases/${caseId}/challenges`, {
      accountId: story.old.id,
      identifierId: story.old.phone.id,
      purpose: 'evidence',
    });
    const forEvidence = await customer.received(story.phone, 'evidence-code');
    expect(
      (await reset({ reference: forEvidence.reference, code: forEvidence.code, password: GOOD })).status,
    ).toBe(422);
    expect((await customer.answer(forReset)).status).toBe(422);
    expect((await customer.confirm(forReset)).status).toBe(422);
    expect((await customer.answer(forEvidence)).status).toBe(200);
    expect((await reset({ token: forReset.token, password: GOOD })).status).toBe(204);
  });

  it('cannot be set by what was sent to an e-mail that has left the account since', async () => {
    const { send, received, email, accountId } = await aRecovery();
    await send();
    const { token } = await received();
    await desk.sql(
      `update identifier set state = 'released', released_at = now(), release_reason = 'replaced' where id = $1`,
      [email.id],
    );
    expect(await reset({ token, password: GOOD })).toMatchObject({
      status: 422,
      body: { code: 'link-not-accepted' },
    });
    expect(await desk.sql('select 1 from credential where account_id = $1', [accountId])).toEqual([]);
  });

  it('is not sent where nothing may be sent, and only so often', async () => {
    const { send, story, caseId, email } = await aRecovery();
    const toPhone = { accountId: story.old.id, identifierId: story.old.phone.id };
    expect((await mira.post<Problem>(`/api/cases/${caseId}/reset-links`, toPhone)).body.code).toBe(
      'identifier-not-usable',
    );
    const toDuplicate = { accountId: story.duplicate.id, identifierId: story.duplicate.email.id };
    expect((await mira.post(`/api/cases/${caseId}/reset-links`, toDuplicate)).status).toBe(409);
    expect((await send()).status).toBe(201);
    expect(await send()).toMatchObject({ status: 429, body: { code: 'code-too-soon' } });
    await desk.sql(`update identifier set undeliverable_at = now() where id = $1`, [email.id]);
    expect((await send()).body.code).toBe('identifier-not-usable');
  });

  it('its strength is judged before it is sent', async () => {
    const judge = (password: string) => customer.browser.post('/api/portal/password-strength', { password });
    expect((await judge('short')).body).toMatchObject({ enough: false, advice: 'longer' });
    expect((await judge('password1234')).body).toMatchObject({ enough: false, advice: 'less-common' });
    expect((await judge(GOOD)).body).toMatchObject({ enough: true, advice: 'good', score: 4 });
    expect((await judge('x'.repeat(201))).status).toBe(422);
  });

  describe('an agent ends every session of a customer', () => {
    it('and every contact is told, when there was one', async () => {
      const { story, email, caseId, send, received, accountId } = await aRecovery();
      await send();
      await reset({ token: (await received()).token, password: GOOD });
      const [phone, tablet] = [desk.browser(), desk.browser()];
      await signIn(email.value, GOOD, phone);
      await signIn(story.phone, GOOD, tablet);
      const end = () =>
        mira.post<{ ended: number }>(`/api/cases/${caseId}/session-revocations`, { accountId });
      expect(await end()).toMatchObject({ status: 200, body: { ended: 2 } });
      for (const browser of [phone, tablet])
        expect((await browser.get('/api/portal/orders')).status).toBe(401);
      expect((await toldOf(desk, 'sessions-ended', accountId)).sort()).toEqual(
        [email.normalised, story.phone].sort(),
      );
      expect((await end()).body).toEqual({ ended: 0 });
      expect(await toldOf(desk, 'sessions-ended', accountId)).toHaveLength(2);
    });

    it('only for a verified caller', async () => {
      const { caseId, accountId } = await aRecovery();
      await desk.sql('delete from evidence_round where case_id = $1', [caseId]);
      expect(await mira.post(`/api/cases/${caseId}/session-revocations`, { accountId })).toMatchObject({
        status: 409,
        body: { code: 'assurance-too-low' },
      });
      const stranger = await anAccount(desk);
      expect(
        (await mira.post(`/api/cases/${caseId}/session-revocations`, { accountId: stranger.id })).status,
      ).toBe(409);
    });
  });
});
