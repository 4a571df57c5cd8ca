import type { CaseSummary, CaseView } from '@relink/contract';
import { aCase, aPhoneNumber, aStory, daysAgo, type Story } from '@relink/testing';
import { Customer } from './harness/customer.ts';
import { aVerifiedCase } from './harness/story.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string };

describe('a thief at the desk’s doors', () => {
  let desk: TestDesk;
  let admin: Agent;
  let mira: Agent;
  let story: Story;

  beforeAll(async () => {
    desk = await TestDesk.open({ RELINK_TRUST_PROXY: '1' });
    admin = await desk.signedIn('admin');
  });
  beforeEach(async () => {
    mira = await desk.signedIn('agent');
    story = await aStory(desk, 'A');
    await desk.sql('delete from rate_limit');
  });
  afterAll(() => desk.close());

  describe('who keeps others from being called', () => {
    const ask = (phone: string, more: object = {}, from = '203.0.113.7') =>
      desk
        .browser()
        .post<Problem>(
          '/api/portal/call-backs',
          { phone, language: 'en', ...more },
          { 'x-forwarded-for': from },
        );
    const wishOf = async (phone: string) => {
      const query = new URLSearchParams({ filter: JSON.stringify({ queue: 'call-backs' }) });
      const { body } = await mira.get<CaseSummary[]>(`/api/cases?${query.toString()}`);
      const found = body.filter(({ callBack }) => callBack?.maskedPhone.endsWith(phone.slice(-2)));
      return found.map(({ callBack }) => callBack?.wishedAt);
    };

    it('cannot put off a customer’s call by asking for it in two weeks, before she asks', async () => {
      const phone = aPhoneNumber();
      await ask(phone, { wishedAt: daysAgo(-13) });
      const tomorrow = daysAgo(-1);
      expect((await ask(phone, { wishedAt: tomorrow }, '203.0.113.8')).status).toBe(200);
      expect(await wishOf(phone)).toContain(tomorrow);
      expect((await ask(phone, {}, '203.0.113.8')).status).toBe(200);
      expect(await wishOf(phone)).toContain(null);
      await ask(phone, { wishedAt: daysAgo(-13) });
      expect(await wishOf(phone)).toContain(null);
    });

    it('floods the queue from no more addresses than he has networks', async () => {
      const statuses: number[] = [];
      for (let host = 1; host <= 12; host++)
        statuses.push((await ask(aPhoneNumber(), {}, `2001:db8:7:7:${host.toString(16)}::1`)).status);
      expect(statuses.slice(-2)).toEqual([429, 429]);
      expect((await ask(aPhoneNumber(), {}, '2001:db8:7:8::1')).status).toBe(200);
      for (let again = 0; again < 11; again++) await ask(aPhoneNumber(), {}, '::ffff:203.0.113.9');
      expect((await ask(aPhoneNumber(), {}, '203.0.113.9')).status).toBe(429);
      expect((await ask(aPhoneNumber(), {}, '203.0.113.10')).status).toBe(200);
    });
  });

  it('who calls about a case that was reopened gains nothing by a code that was sent before', async () => {
    const { id } = await aCase(desk, { agentId: mira.id, claimed: story.old.id });
    const sent = await mira.post(`/api/cases/${id}/challenges`, {
      accountId: story.old.id,
      identifierId: story.old.phone.id,
      purpose: 'evidence',
    });
    expect(sent.status).toBe(201);
    const customer = new Customer(desk);
    const received = await customer.received(story.phone, 'evidence-code');
    await mira.post(`/api/cases/${id}/close`, { outcome: 'not-verified' });
    expect((await mira.post(`/api/cases/${id}/reopen`, { reason: 'Called again.' })).status).toBe(200);
    expect((await customer.answer(received)).status).toBe(422);
  });

  describe('who bribes an agent', () => {
    const declare = (agent: Agent, kind: 'email' | 'phone', value: string) =>
      admin.post(`/api/agents/${agent.id}/private-contacts`, { kind, value });

    it('is not told by another case of the account whether it was locked for a suspicion or for failed rounds', async () => {
      const jon = await desk.signedIn('agent');
      const seen = async (lock: (caseId: string, accountId: string) => Promise<unknown>) => {
        const { old } = await aStory(desk, 'A');
        const { id } = await aCase(desk, { agentId: mira.id, claimed: old.id });
        const { id: own } = await aCase(desk, { agentId: jon.id, claimed: old.id });
        await lock(id, old.id);
        const { body } = await jon.get<CaseView>(`/api/cases/${own}`);
        const { accountId: _, lockedUntil, ...account } = body.accounts[0]!;
        expect(lockedUntil).not.toBeNull();
        const actions = body.allowedActions.map(({ action, missing, nextStep }) => [
          action,
          missing,
          nextStep,
        ]);
        return { account, actions, timeline: body.timeline.map(({ action }) => action) };
      };
      const wrong = [
        { kind: 'full_name', fullName: 'Nobody Here' },
        { kind: 'username', username: 'nobody' },
      ];
      const failed = await seen(async (id, accountId) => {
        for (let round = 0; round < 3; round++)
          await mira.post(`/api/cases/${id}/evidence`, { accountId, answers: wrong });
      });
      expect(await seen((id) => mira.post(`/api/cases/${id}/suspected-fraud`, {}))).toEqual(failed);
    });

    it('gets no account for the agent’s own e-mail or phone, however it is spelled', async () => {
      const own = aPhoneNumber();
      await declare(mira, 'email', 'Mira.Own@gmail.com');
      await declare(mira, 'phone', own);
      const id = await aVerifiedCase(desk, mira.id, story);
      for (const email of ['mira.own@gmail.com', 'MIRAOWN@googlemail.com', 'mira.own+shop@gmail.com'])
        expect(
          await mira.post<Problem>(`/api/cases/${id}/email-reassignments`, {
            accountId: story.old.id,
            email,
          }),
        ).toMatchObject({ status: 403, body: { code: 'private-contact' } });
      expect(
        await mira.post<Problem>(`/api/cases/${id}/phone-links`, { accountId: story.old.id, phone: own }),
      ).toMatchObject({ status: 403, body: { code: 'private-contact' } });
      expect(await desk.sql('select 1 from identifier_change where account_id = $1', [story.old.id])).toEqual(
        [],
      );
      const refused = await desk.sql<{ action: string }>(
        `select action from audit_event where case_id = $1 and outcome = 'refused' order by at, id`,
        [id],
      );
      expect(refused).toHaveLength(4);
    });

    it('cannot have her work on her own account by a tag or dots in its e-mail', async () => {
      await declare(mira, 'email', 'asha.home@gmail.com');
      await desk.sql(
        `insert into identifier (id, account_id, realm, kind, use, state, value, normalised, alias, origin)
         values (gen_random_uuid(), $1, 'main', 'email', 'recovery', 'verified', $2, $2, 'ashahome@gmail.com', 'import')`,
        [story.old.id, 'ashahome+orders@gmail.com'],
      );
      const { id } = await aCase(desk, { agentId: mira.id });
      expect(
        await mira.post<Problem>(`/api/cases/${id}/accounts`, { accountId: story.old.id, role: 'claimed' }),
      ).toMatchObject({ status: 403, body: { code: 'private-contact' } });
    });
  });
});
