import type { ReassignEmailResponse } from '@relink/contract';
import { aCase, anAnsweredCode, anEmailAddress, aRound } from '@relink/testing';
import { Customer, toldOf } from './harness/customer.ts';
import { aRichAccount, loginsOf, objectionToken, oppose, type Rich, stateOf } from './harness/opposing.ts';
import { PASSWORD, type Browser, TestDesk } from './harness/test-desk.ts';
import { hash } from '@node-rs/argon2';

type Agent = Browser & { id: string };

describe('"This wasn’t me"', () => {
  let desk: TestDesk;
  let mira: Agent;
  let vera: Agent;
  let customer: Customer;
  let visitor: Browser;

  beforeAll(async () => {
    desk = await TestDesk.open();
    vera = await desk.signedIn('supervisor');
    customer = new Customer(desk);
    visitor = desk.browser();
  });
  beforeEach(async () => {
    mira = await desk.signedIn('agent');
    await desk.sql('delete from rate_limit');
  });
  afterAll(() => desk.close());

  const ask = async (account: Rich, email = anEmailAddress('new')) => {
    const { id: caseId } = await aCase(desk, { agentId: mira.id, claimed: account.id });
    const about = { caseId, accountId: account.id, agentId: mira.id };
    await aRound(desk, { ...about, kinds: ['last_order', 'shipping_address'] });
    await anAnsweredCode(desk, { ...about, identifier: account.phone });
    const asked = await mira.post<ReassignEmailResponse>(`/api/cases/${caseId}/email-reassignments`, {
      accountId: account.id,
      email,
    });
    expect(asked.status).toBe(201);
    return { caseId, email, changeId: asked.body.id };
  };
  const taken = async (account: Rich) => {
    const asked = await ask(account);
    await customer.confirm(await customer.received(asked.email, 'email-confirmation'));
    expect(await stateOf(desk, asked.changeId)).toBe('effective');
    return asked;
  };
  const reversalOf = async (changeId: string): Promise<string> => {
    const [row] = await desk.sql<{ id: string }>(
      `select id from approval where change_id = $1 and kind = 'reversal' and state = 'waiting'`,
      [changeId],
    );
    return row?.id ?? '';
  };
  const givePassword = async (accountId: string) =>
    desk.sql(
      `insert into credential (account_id, password_hash, updated_at) values ($1, $2, now())
       on conflict (account_id) do update set password_hash = excluded.password_hash`,
      [accountId, await hash(PASSWORD, { memoryCost: 1024, timeCost: 1 })],
    );
  const signIn = (login: string) => desk.browser().post('/api/portal/sign-in', { login, password: PASSWORD });

  it('cancels a change before it takes effect; its code and link confirm nothing then', async () => {
    const account = await aRichAccount(desk, { email: true });
    const { changeId, email } = await ask(account);
    const sent = await customer.received(email, 'email-confirmation');
    const token = await objectionToken(desk, account.phone.normalised, 'email-change-requested');
    expect((await visitor.fetch(`/portal/not-me?token=${token}`)).status).toBeLessThan(500);
    expect(await stateOf(desk, changeId)).toBe('pending');

    expect(await oppose(visitor, token)).toMatchObject({ status: 200, body: { outcome: 'cancelled' } });
    expect(await stateOf(desk, changeId)).toBe('cancelled');
    expect(await desk.sql('select 1 from identifier_claim where normalised = $1', [email])).toEqual([]);
    expect((await customer.confirm(sent)).status).toBe(422);
    expect((await customer.answer(sent)).status).toBe(422);
    expect(await toldOf(desk, 'change-cancelled', account.id)).toHaveLength(2);
    expect(await loginsOf(desk, account.id)).toEqual([account.email!.normalised, account.phone.normalised]);
    expect(await desk.sql('select kind from notice where account_id = $1', [account.id])).toEqual([
      { kind: 'change-opposed' },
    ]);
  });

  it('after the effect locks the account, ends its sessions, and puts the reversal before a supervisor', async () => {
    const account = await aRichAccount(desk, { email: true });
    const { changeId, email } = await taken(account);
    await givePassword(account.id);
    const thief = desk.browser();
    expect((await thief.post('/api/portal/sign-in', { login: email, password: PASSWORD })).status).toBe(200);

    const token = await objectionToken(desk, account.email!.normalised, 'email-change-effective');
    expect(await oppose(visitor, token)).toMatchObject({ status: 200, body: { outcome: 'locked' } });
    expect((await thief.get('/api/portal/me')).status).toBe(401);
    expect(await signIn(email)).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(await loginsOf(desk, account.id)).toContain(email);
    expect(await toldOf(desk, 'account-locked', account.id)).toEqual(
      expect.arrayContaining([email, account.phone.normalised, account.email!.normalised]),
    );
    const id = await reversalOf(changeId);
    expect(await vera.get(`/api/approvals/${id}`)).toMatchObject({
      status: 200,
      body: { kind: 'reversal', current: true, expiresAt: null, mayApprove: true, objections: [{}] },
    });

    expect(await vera.post(`/api/approvals/${id}/approve`, {})).toMatchObject({
      status: 200,
      body: { state: 'approved' },
    });
    expect(await stateOf(desk, changeId)).toBe('reversed');
    expect(await loginsOf(desk, account.id)).toEqual([account.email!.normalised, account.phone.normalised]);
    expect(await desk.sql('select 1 from credential where account_id = $1', [account.id])).toEqual([]);
    expect(
      await desk.sql(`select 1 from verification_lock where account_id = $1 and lifted_at is null`, [
        account.id,
      ]),
    ).toEqual([]);
    expect(await toldOf(desk, 'change-reversed', account.id)).toContain(account.email!.normalised);
    const [row] = await desk.sql<{ linked_since: Date | null }>(
      `select linked_since from identifier where account_id = $1 and normalised = $2 and state = 'verified'`,
      [account.id, account.email!.normalised],
    );
    expect(row?.linked_since).toBeNull();
  });

  it('sends no reset and takes no reset while an account is opposed, and says nothing of it', async () => {
    const account = await aRichAccount(desk, { email: true });
    const { email, caseId } = await taken(account);
    await oppose(visitor, await objectionToken(desk, account.email!.normalised, 'email-change-effective'));
    const forgot = await visitor.post('/api/portal/forgot-password', { email });
    expect(forgot.status).toBe(200);
    const [mail] = await desk.sql<{ id: string }>(
      `select id from identifier where account_id = $1 and normalised = $2`,
      [account.id, email],
    );
    const link = await mira.post(`/api/cases/${caseId}/reset-links`, {
      accountId: account.id,
      identifierId: mail?.id,
    });
    expect(link.status).toBe(423);
    expect(await toldOf(desk, 'password-reset', account.id)).toEqual([]);
    const lift = await vera.post(`/api/cases/${caseId}/lock-lifts`, {
      accountId: account.id,
      reason: 'Called.',
    });
    expect(lift).toMatchObject({ status: 423, body: { code: 'account-opposed' } });
  });

  it('an old contact alone undoes nothing: a supervisor’s no opens the account as it is', async () => {
    const account = await aRichAccount(desk, { email: true });
    const { changeId, email } = await taken(account);
    const earlier = await objectionToken(desk, account.email!.normalised, 'email-change-requested');
    const token = await objectionToken(desk, account.email!.normalised, 'email-change-effective');
    await oppose(visitor, token);
    const id = await reversalOf(changeId);
    expect((await vera.post(`/api/approvals/${id}/reject`, {})).status).toBe(422);
    expect(await vera.post(`/api/approvals/${id}/reject`, { reason: 'She proved it twice.' })).toMatchObject({
      status: 200,
      body: { state: 'rejected', decisionReason: 'She proved it twice.' },
    });
    await givePassword(account.id);
    expect((await signIn(email)).status).toBe(200);

    // The mailbox that lost once does not lock her out again, by whichever of its links.
    for (const again of [token, earlier])
      expect(await oppose(visitor, again)).toMatchObject({
        status: 422,
        body: { code: 'link-not-accepted' },
      });
    expect((await signIn(email)).status).toBe(200);
  });

  it('answers alike to a used, an expired and an invented link', async () => {
    const account = await aRichAccount(desk, { email: true });
    await ask(account);
    const late = await objectionToken(desk, account.email!.normalised, 'email-change-requested');
    const used = await objectionToken(desk, account.phone.normalised, 'email-change-requested');
    await oppose(visitor, used);
    desk.pass({ days: 8 });
    const answers = [
      await oppose(visitor, used),
      await oppose(visitor, late),
      await oppose(visitor, 'A'.repeat(43)),
    ];
    desk.pass({ days: -8 });
    const [first] = answers;
    for (const { status, body } of answers) expect([status, body]).toEqual([first?.status, first?.body]);
    expect(first).toMatchObject({ status: 422, body: { code: 'link-not-accepted' } });
  });

  it('pressed twice in a row is one objection with one answer', async () => {
    const account = await aRichAccount(desk, { email: true });
    const { changeId } = await taken(account);
    const token = await objectionToken(desk, account.phone.normalised, 'email-change-effective');
    const headers = { 'idempotency-key': 'one-press' };
    const first = await oppose(visitor, token, headers);
    expect(await oppose(visitor, token, headers)).toMatchObject({ status: first.status, body: first.body });
    expect(await desk.sql('select 1 from objection where change_id = $1', [changeId])).toHaveLength(1);
  });

  it('of two contacts makes one lock and one question', async () => {
    const account = await aRichAccount(desk, { email: true });
    const { changeId } = await taken(account);
    const tokens = [
      await objectionToken(desk, account.phone.normalised, 'email-change-effective'),
      await objectionToken(desk, account.email!.normalised, 'email-change-effective'),
    ];
    const answers = await Promise.all(tokens.map((token) => oppose(desk.browser(), token)));
    expect(answers.map(({ status, body }) => [status, body.outcome])).toEqual([
      [200, 'locked'],
      [200, 'locked'],
    ]);
    expect(await desk.sql('select 1 from approval where change_id = $1', [changeId])).toHaveLength(1);
    expect(
      await desk.sql('select 1 from verification_lock where account_id = $1', [account.id]),
    ).toHaveLength(1);
  });

  it('against a new password ends it, and puts that before a supervisor', async () => {
    const account = await aRichAccount(desk, { email: true });
    const login = account.email!.normalised;
    await visitor.post('/api/portal/forgot-password', { email: login });
    const { caseId } = await taken(account);
    const [mail] = await desk.sql<{ id: string; normalised: string }>(
      `select id, normalised from identifier where account_id = $1 and kind = 'email' and state = 'verified'`,
      [account.id],
    );
    const sent = await mira.post(`/api/cases/${caseId}/reset-links`, {
      accountId: account.id,
      identifierId: mail?.id,
    });
    expect(sent.status).toBe(201);
    const { token } = await customer.received(mail!.normalised, 'password-reset');
    const set = await visitor.post('/api/portal/password-resets', {
      token,
      password: 'a wholly new long password',
    });
    expect(set.status).toBe(204);

    const objection = await objectionToken(desk, account.phone.normalised, 'password-changed');
    expect(await oppose(visitor, objection)).toMatchObject({ status: 200, body: { outcome: 'locked' } });
    expect(await desk.sql('select kind from notice where account_id = $1', [account.id])).toEqual([
      { kind: 'password-opposed' },
    ]);
    const [row] = await desk.sql<{ id: string }>(
      `select id from approval where account_id = $1 and state = 'waiting'`,
      [account.id],
    );
    expect((await mira.post(`/api/approvals/${row?.id ?? ''}/approve`, {})).status).toBe(403);
    expect((await vera.post(`/api/approvals/${row?.id ?? ''}/approve`, {})).status).toBe(200);
    expect(await desk.sql('select 1 from credential where account_id = $1', [account.id])).toEqual([]);
  });

  it('stops a guesser after so many tries from one address', async () => {
    let last = 0;
    for (let index = 0; index < 60 && last !== 429; index++)
      last = (await oppose(visitor, `${String(index)}${'B'.repeat(42)}`)).status;
    expect(last).toBe(429);
  }, 60_000);
});
