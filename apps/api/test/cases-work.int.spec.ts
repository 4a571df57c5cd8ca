import type { CaseSummary, CaseView } from '@relink/contract';
import { aCase, anAccount, aStory, daysAgo, type Story } from '@relink/testing';
import { Customer } from './harness/customer.ts';
import { aVerifiedCase } from './harness/story.ts';
import { type Answer, type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string; errors?: Record<string, string>; details?: { nextStep?: string } };

describe('case work', () => {
  let desk: TestDesk;
  let mira: Agent;
  let jon: Agent;
  let story: Story;

  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  beforeEach(async () => {
    mira = await desk.signedIn('agent');
    jon = await desk.signedIn('agent');
    story = await aStory(desk, 'A');
  });
  afterAll(() => desk.close());

  const inHours = (count: number) => daysAgo(-count / 24);
  const code = (answer: Answer) => (answer.body as Problem).code;
  const view = async (id: string, agent: Agent = mira) =>
    (await agent.get<CaseView>(`/api/cases/${id}`)).body;
  const list = async (agent: Agent, filter: object, sort?: [string, string]) => {
    const query = new URLSearchParams({ filter: JSON.stringify(filter) });
    if (sort) query.set('sort', JSON.stringify(sort));
    const answer = await agent.get<CaseSummary[]>(`/api/cases?${query.toString()}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const wait = (agent: Agent, id: string, dueAt: string, more: object = {}) =>
    agent.post<CaseView>(`/api/cases/${id}/wait`, { dueAt, ...more });
  const sendCode = (id: string) =>
    mira.post(`/api/cases/${id}/challenges`, {
      accountId: story.old.id,
      identifierId: story.old.phone.id,
      purpose: 'evidence',
    });
  const miraCase = () => aCase(desk, { agentId: mira.id, claimed: story.old.id });
  const actionsIn = async (id: string) => (await view(id)).timeline.map(({ action }) => action);

  describe('an agent lets a case wait for its customer', () => {
    it('until a due time, is offered tomorrow, and lists what waits by when it is due', async () => {
      const [soon, later] = [await miraCase(), await miraCase()];
      const { waiting } = await view(soon.id);
      expect(Date.parse(waiting.offeredDueAt) - Date.now()).toBeGreaterThan(23 * 3_600_000);
      await wait(mira, later.id, inHours(2));
      const answer = await wait(mira, soon.id, inHours(1), { note: 'Looks for the invoice.' });
      expect(answer).toMatchObject({ status: 200, body: { state: 'waiting-for-customer' } });
      expect(answer.body.notes.map(({ body }) => body)).toContain('Looks for the invoice.');
      expect(await list(mira, { mine: true, due: true })).toEqual([]);
      const waitingOnes = await list(mira, { mine: true, state: 'waiting-for-customer' }, ['dueAt', 'ASC']);
      expect(waitingOnes.map(({ id }) => id)).toEqual([soon.id, later.id]);
    });

    it('sees it in the list of due ones when its time is up', async () => {
      const { id } = await aCase(desk, {
        agentId: mira.id,
        state: 'waiting-for-customer',
        dueAt: inHours(-1),
      });
      await aCase(desk, { agentId: mira.id, state: 'waiting-for-customer', dueAt: inHours(1) });
      expect((await list(mira, { mine: true, due: true })).map((each) => each.id)).toEqual([id]);
    });

    it.each([
      ['the past', () => inHours(-1)],
      ['next year', () => inHours(24 * 365)],
    ])('but not until %s', async (_, dueAt) => {
      const { id } = await miraCase();
      const answer = await wait(mira, id, dueAt());
      expect(answer).toMatchObject({
        status: 422,
        body: { errors: { dueAt: expect.any(String) as unknown } },
      });
      expect((await view(id)).state).toBe('open');
    });

    it('and the customer’s code on the portal opens it again', async () => {
      const { id } = await miraCase();
      await sendCode(id);
      await wait(mira, id, inHours(24));
      const customer = new Customer(desk);
      const received = await customer.received(story.phone, 'evidence-code');
      await customer.answer({ ...received, code: customer.wrong(received) });
      expect((await view(id)).state).toBe('waiting-for-customer');
      expect((await customer.answer(received)).status).toBe(200);
      expect(await view(id)).toMatchObject({ state: 'open', dueAt: null });
      expect(await actionsIn(id)).toEqual(expect.arrayContaining(['case.resumed']));
    });

    it('and its own next work opens it again, while a note, a ticket or a hand-over leaves it waiting', async () => {
      const { id } = await miraCase();
      await wait(mira, id, inHours(24));
      await mira.post(`/api/cases/${id}/notes`, { body: 'Called, no answer.' });
      await mira.post(`/api/cases/${id}/ticket`, { ticket: 'T-9' });
      expect((await view(id)).state).toBe('waiting-for-customer');
      await mira.post(`/api/cases/${id}/hand-over`, { agentId: jon.id, reason: 'My shift ends.' });
      expect(await view(id, jon)).toMatchObject({ state: 'waiting-for-customer', own: true });
      expect((await view(id, jon)).dueAt).not.toBeNull();
      await jon.post(`/api/cases/${id}/callers`, { channel: 'phone', caller: 'account-holder' });
      expect(await view(id, jon)).toMatchObject({ state: 'open', dueAt: null });
    });

    it('and closes and reopens it like any other', async () => {
      const { id } = await miraCase();
      await wait(mira, id, inHours(24));
      const closed = await mira.post(`/api/cases/${id}/close`, { outcome: 'customer-gave-up' });
      expect(closed).toMatchObject({ status: 200, body: { state: 'closed', dueAt: null } });
      expect(code(await wait(mira, id, inHours(24)))).toBe('case-closed');
      expect(await mira.post(`/api/cases/${id}/reopen`, { reason: 'She called.' })).toMatchObject({
        body: { state: 'open', dueAt: null },
      });
    });
  });

  describe('the line breaks and somebody calls again', () => {
    const called = (id: string, body: object) =>
      mira.post<CaseView>(`/api/cases/${id}/callers`, {
        channel: 'phone',
        caller: 'account-holder',
        ...body,
      });
    const assurance = ({ accounts }: CaseView) =>
      accounts.find(({ accountId }) => accountId === story.old.id)?.assurance;

    it('the same person goes on where they were, also by another channel', async () => {
      const id = await aVerifiedCase(desk, mira.id, story);
      const { body } = await called(id, { channel: 'chat', samePerson: true });
      expect(assurance(body)).toBe('verified');
      expect(body.callers).toMatchObject([{ channel: 'chat', caller: 'account-holder' }]);
    });

    it('anybody not known to be the same has proven nothing', async () => {
      const id = await aVerifiedCase(desk, mira.id, story);
      expect(assurance((await called(id, {})).body)).toBe('none');
    });

    it('an attacker who says to be the same person but calls for the holder has proven nothing', async () => {
      const id = await aVerifiedCase(desk, mira.id, story);
      expect(assurance((await called(id, { caller: 'third-party', samePerson: true })).body)).toBe('none');
      expect(assurance((await called(id, { samePerson: true })).body)).toBe('none');
    });

    it('a code that was sent for one caller proves nothing of the next', async () => {
      const { id } = await miraCase();
      await sendCode(id);
      const customer = new Customer(desk);
      const received = await customer.received(story.phone, 'evidence-code');
      await called(id, {});
      expect((await customer.answer(received)).status).toBe(422);
      expect((await view(id)).challenges).toMatchObject([{ state: 'superseded' }]);
    });

    it.each([
      ['third-party', 'third-party-caller', 'ask-for-the-account-holder'],
      ['for-someone-who-died', 'holder-died', 'ask-for-the-estate-papers'],
    ])(
      '%s: every step is refused outright with what to do, and closing offers it',
      async (caller, refusal, step) => {
        const id = await aVerifiedCase(desk, mira.id, story);
        const { body } = await called(id, { caller });
        expect(body).toMatchObject({ caller, suggestedOutcome: refusal });
        const accountId = story.old.id;
        const tries = [
          await sendCode(id),
          await mira.post(`/api/cases/${id}/evidence`, {
            accountId,
            answers: [{ kind: 'full_name', fullName: 'Asha Patel' }],
          }),
          await mira.post(`/api/cases/${id}/email-reassignments`, {
            accountId,
            email: 'new@customer.example',
          }),
          await mira.post(`/api/cases/${id}/session-revocations`, { accountId }),
        ];
        for (const answer of tries)
          expect(answer).toMatchObject({ status: 409, body: { code: refusal, details: { nextStep: step } } });
        const closed = await mira.post(`/api/cases/${id}/close`, { outcome: body.suggestedOutcome });
        expect(closed).toMatchObject({ status: 200, body: { outcome: refusal } });
      },
    );
  });

  it('an account without any contact left says so outright, and closing offers it', async () => {
    const bare = await anAccount(desk);
    const { id } = await aCase(desk, { agentId: mira.id, claimed: bare.id });
    const body = await view(id);
    expect(body.suggestedOutcome).toBe('no-contact-left');
    expect(body.allowedActions.find(({ action }) => action === 'send-code')).toMatchObject({
      allowed: false,
      missing: ['contact-left'],
      nextStep: 'ask-for-a-document',
    });
  });

  it('a case is found by the ticket that was written into it, and by its reference as it is said', async () => {
    const { id, reference } = await miraCase();
    const ticket = `SHOP-${id.slice(0, 8)}`;
    expect(await mira.post(`/api/cases/${id}/ticket`, { ticket })).toMatchObject({ body: { ticket } });
    for (const q of [ticket, reference, reference.toLowerCase().replace('-', ' ')])
      expect((await list(jon, { q })).map((each) => each.id)).toEqual([id]);
  });

  describe('an agent begins a note', () => {
    const keep = (agent: Agent, id: string, body: string) => agent.put(`/api/cases/${id}/draft`, { body });

    it('and finds it again at another desk, as it was typed; nobody else does', async () => {
      const { id } = await miraCase();
      const typed = 'She says the \nold phone ';
      expect(await keep(mira, id, typed)).toMatchObject({ status: 200, body: { draft: typed } });
      expect((await view(id)).draft).toBe(typed);
      expect((await view(id, jon)).draft).toBe('');
      expect((await view(id, await desk.signedIn('supervisor'))).draft).toBe('');
    });

    it('and it is gone once added or emptied', async () => {
      const { id } = await miraCase();
      await keep(mira, id, 'Half a sen');
      await mira.post(`/api/cases/${id}/notes`, { body: 'Half a sentence.' });
      expect((await view(id)).draft).toBe('');
      await keep(mira, id, 'Another');
      expect(await keep(mira, id, '')).toMatchObject({ body: { draft: '' } });
      expect(await desk.sql('select 1 from case_draft where case_id = $1', [id])).toEqual([]);
    });

    it('without a word of it in the log or the timeline, and not in somebody else’s case', async () => {
      const { id } = await miraCase();
      await keep(mira, id, 'zanzibar');
      const events = await desk.sql<{ action: string; canonical: Buffer }>(
        'select action, canonical from audit_event where case_id = $1',
        [id],
      );
      expect(events.map(({ action }) => action)).toEqual(['case.draft-kept']);
      expect(events.map(({ canonical }) => canonical.toString()).join()).not.toContain('zanzibar');
      expect(await actionsIn(id)).toEqual([]);
      expect(code(await keep(jon, id, 'Let me in.'))).toBe('not-your-case');
      const bare = await mira.fetch(`/api/cases/${id}/draft`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: '{"body":"x"}',
      });
      expect(bare.status).toBe(400);
    });
  });
});
