import type { PortalSecurity, ReassignEmailResponse } from '@relink/contract';
import { aCase, anAccount, anAnsweredCode, anEmailAddress, aPhoneNumber, aRound } from '@relink/testing';
import { hashPassword } from '../src/platform/guard/passwords.ts';
import { Customer, toldOf } from './harness/customer.ts';
import { aRichAccount, loginsOf, objectionToken, oppose, type Rich, stateOf } from './harness/opposing.ts';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string };

describe('a thief around a recovery', () => {
  let desk: TestDesk;
  let mira: Agent;
  let vera: Agent;
  let customer: Customer;

  beforeAll(async () => {
    desk = await TestDesk.open();
    vera = await desk.signedIn('supervisor');
    customer = new Customer(desk);
  });
  beforeEach(async () => {
    mira = await desk.signedIn('agent');
    await desk.sql('delete from rate_limit');
  });
  afterAll(() => desk.close());

  const ask = async (account: Rich, email = anEmailAddress('new'), agent = mira) => {
    const { id: caseId } = await aCase(desk, { agentId: agent.id, claimed: account.id });
    const about = { caseId, accountId: account.id, agentId: agent.id };
    await aRound(desk, { ...about, kinds: ['last_order', 'shipping_address'] });
    await anAnsweredCode(desk, { ...about, identifier: account.phone });
    const asked = await agent.post<ReassignEmailResponse>(`/api/cases/${caseId}/email-reassignments`, {
      accountId: account.id,
      email,
    });
    expect(asked.status).toBe(201);
    return { caseId, email, changeId: asked.body.id };
  };
  const taken = async (account: Rich, email?: string, agent = mira) => {
    const asked = await ask(account, email, agent);
    await customer.confirm(await customer.received(asked.email, 'email-confirmation'));
    expect(await stateOf(desk, asked.changeId)).toBe('effective');
    return asked;
  };
  const opposed = async (destination: string) =>
    oppose(desk.browser(), await objectionToken(desk, destination, 'email-change-effective'));
  const decide = async (accountId: string, decision: 'approve' | 'reject') => {
    const [row] = await desk.sql<{ id: string }>(
      `select id from approval where account_id = $1 and kind = 'reversal' and state = 'waiting'`,
      [accountId],
    );
    const answer = await vera.post(`/api/approvals/${row?.id ?? ''}/${decision}`, { reason: 'Seen.' });
    expect(answer.status).toBe(200);
  };
  const withPassword = async (accountId: string) =>
    desk.sql(
      `insert into credential (account_id, password_hash, updated_at) values ($1, $2, now())
       on conflict (account_id) do update set password_hash = excluded.password_hash`,
      [accountId, await hashPassword(PASSWORD)],
    );
  const enter = async (login: string) => {
    const { browser } = new Customer(desk);
    expect((await browser.post('/api/portal/sign-in', { login, password: PASSWORD })).status).toBe(200);
    return browser;
  };

  it('whose e-mail a supervisor took away again is neither told of what the owner does nor able to stop it', async () => {
    const account = await aRichAccount(desk, { email: true });
    const { email: thiefs } = await taken(account, anEmailAddress('thief'));
    await opposed(account.email!.normalised);
    await decide(account.id, 'approve');
    expect(await loginsOf(desk, account.id)).not.toContain(thiefs);

    const before = await toldOf(desk, 'email-change-requested', account.id);
    await ask(account, anEmailAddress('owners-new'));
    const since = (await toldOf(desk, 'email-change-requested', account.id)).slice(before.length);
    expect(since.sort()).toEqual([account.phone.normalised, account.email!.normalised]);
    expect([...before, ...since]).not.toContain(thiefs);
  });

  it('cannot keep the owner’s e-mail from coming back by asking for it with an account of his own', async () => {
    const account = await aRichAccount(desk, { email: true });
    const owners = account.email!.normalised;
    await taken(account, anEmailAddress('thief'));
    const own = anEmailAddress('second');
    const { id } = await anAccount(desk, { email: own, phone: aPhoneNumber() });
    await withPassword(id);
    const thief = await enter(own);
    const claimed = await thief.post<PortalSecurity & Problem>('/api/portal/email-changes', {
      email: owners,
      password: PASSWORD,
    });
    expect(claimed.status).toBe(200);

    await opposed(owners);
    await decide(account.id, 'approve');
    expect(await loginsOf(desk, account.id)).toEqual([owners, account.phone.normalised]);
    const sent = await customer.received(owners, 'email-confirmation');
    expect((await customer.confirm(sent)).status).toBe(422);
    expect(await loginsOf(desk, id)).not.toContain(owners);
  });

  it('who has the old mailbox and was told no by a supervisor cannot lock the owner out with the next message', async () => {
    const account = await aRichAccount(desk, { email: true });
    const { email, caseId } = await taken(account);
    const old = account.email!.normalised;
    expect((await opposed(old)).body.outcome).toBe('locked');
    await decide(account.id, 'reject');

    const [mail] = await desk.sql<{ id: string }>(
      `select id from identifier where account_id = $1 and normalised = $2`,
      [account.id, email],
    );
    const reset = await mira.post(`/api/cases/${caseId}/reset-links`, {
      accountId: account.id,
      identifierId: mail?.id,
    });
    expect(reset.status).toBe(201);
    const { token } = await customer.received(email, 'password-reset');
    const set = { token, password: 'a wholly new long password' };
    expect((await desk.browser().post('/api/portal/password-resets', set)).status).toBe(204);
    const again = await oppose(desk.browser(), await objectionToken(desk, old, 'password-changed'));
    expect(again).toMatchObject({ status: 200, body: { outcome: 'noted' } });
    expect(
      await desk.sql('select 1 from verification_lock where account_id = $1 and lifted_at is null', [
        account.id,
      ]),
    ).toEqual([]);
    expect(
      await desk.sql('select kind from notice where account_id = $1 and settled_at is null', [account.id]),
    ).toEqual([{ kind: 'password-opposed' }]);
    const owner = await oppose(
      desk.browser(),
      await objectionToken(desk, account.phone.normalised, 'password-changed'),
    );
    expect(owner).toMatchObject({ status: 200, body: { outcome: 'locked' } });
  });

  it.each(['email-change-requested', 'email-change-effective'] as const)(
    'who was verified when the owner answered %s cannot ask for the same again',
    async (template) => {
      const account = await aRichAccount(desk, { email: true });
      const { caseId } = await (template === 'email-change-effective' ? taken : ask)(account);
      const owner = account.email!.normalised;
      await oppose(desk.browser(), await objectionToken(desk, owner, template));
      if (template === 'email-change-effective') await decide(account.id, 'approve');
      const again = await mira.post<Problem>(`/api/cases/${caseId}/email-reassignments`, {
        accountId: account.id,
        email: anEmailAddress('thief'),
      });
      expect(again).toMatchObject({ status: 409, body: { code: 'assurance-too-low' } });
    },
  );

  it('who bribed a supervisor finds that one unable to settle the notice that opposes the change', async () => {
    const account = await aRichAccount(desk, { email: true });
    const bribed = await desk.signedIn('supervisor');
    await taken(account, anEmailAddress('thief'), bribed);
    await opposed(account.email!.normalised);
    const [notice] = await desk.sql<{ id: string }>('select id from notice where account_id = $1', [
      account.id,
    ]);
    const path = `/api/notices/${notice?.id ?? ''}/settle`;
    expect(await bribed.post<Problem>(path, {})).toMatchObject({ status: 403, body: { code: 'own-notice' } });
    expect((await vera.post(path, {})).status).toBe(200);
  });

  it('who bribed a supervisor does not have her approve on the portal what she proved at the desk', async () => {
    const account = await aRichAccount(desk);
    await withPassword(account.id);
    const bribed = await desk.signedIn('supervisor');
    const { id: caseId } = await aCase(desk, { agentId: bribed.id, claimed: account.id });
    await aRound(desk, { caseId, accountId: account.id, agentId: bribed.id });
    const thief = await enter(account.phone.normalised);
    const email = anEmailAddress('thief');
    await thief.post('/api/portal/email-changes', { email, password: PASSWORD });
    await customer.confirm(await customer.received(email, 'email-confirmation'));
    const [held] = await desk.sql<{ id: string }>(
      `select id from approval where account_id = $1 and kind = 'held-change'`,
      [account.id],
    );
    const path = `/api/approvals/${held?.id ?? ''}/approve`;
    expect(await bribed.post<Problem>(path, {})).toMatchObject({
      status: 403,
      body: { code: 'own-request' },
    });
    expect((await vera.post(path, {})).status).toBe(200);
  });
});
