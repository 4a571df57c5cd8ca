import type { CaseView, ChallengeView, EvidenceResponse } from '@relink/contract';
import {
  aCase,
  anAccount,
  anAddress,
  anEmailAddress,
  anIdentifier,
  anOrder,
  aStory,
  daysAgo,
} from '@relink/testing';
import { Customer } from './harness/customer.ts';
import { rightAnswers } from './harness/story.ts';
import { type Answer, type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string; details?: Record<string, unknown> };

describe('who holds the phone', () => {
  let desk: TestDesk;
  let mira: Agent;
  let jon: Agent;
  let customer: Customer;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    jon = await desk.signedIn('agent');
    customer = new Customer(desk);
  });
  afterAll(() => desk.close());

  const round = (agent: Agent, caseId: string, accountId: string, answers: object[]) =>
    agent.post<EvidenceResponse & Problem>(`/api/cases/${caseId}/evidence`, { accountId, answers });
  const send = (
    agent: Agent,
    caseId: string,
    accountId: string,
    identifierId: string,
    purpose = 'evidence',
  ) =>
    agent.post<ChallengeView & Problem>(`/api/cases/${caseId}/challenges`, {
      accountId,
      identifierId,
      purpose,
    });
  const view = async (agent: Agent, caseId: string) =>
    (await agent.get<CaseView>(`/api/cases/${caseId}`)).body;
  const claimed = async (agent: Agent, caseId: string) =>
    (await view(agent, caseId)).accounts.find(({ role }) => role === 'claimed');
  const assurance = async (agent: Agent, caseId: string) => (await claimed(agent, caseId))?.assurance;
  const aCaseOf = async (agent: Agent, variant: 'A' | 'B' = 'A') => {
    const story = await aStory(desk, variant);
    const { id } = await aCase(desk, {
      agentId: agent.id,
      claimed: story.old.id,
      duplicates: [story.duplicate.id],
    });
    return { story, caseId: id, accountId: story.old.id };
  };
  const code = (answer: Answer) => (answer.body as Problem).code;
  const events = (caseId: string) =>
    desk.sql<{ action: string; text: string }>(
      `select action, convert_from(canonical, 'UTF8') as text from audit_event where case_id = $1 order by at, id`,
      [caseId],
    );

  describe('a code to a contact on file', () => {
    it('beside a round verifies the caller, and the desk never sees it', async () => {
      const { story, caseId, accountId } = await aCaseOf(mira);
      await round(mira, caseId, accountId, rightAnswers(story));
      const sent = await send(mira, caseId, accountId, story.old.phone.id);
      expect(sent).toMatchObject({
        status: 201,
        body: { state: 'sent', triesLeft: 3, destination: expect.stringContaining('•') },
      });
      const received = await customer.received(story.phone, 'evidence-code');
      const texts = [
        sent.body,
        await view(mira, caseId),
        (await mira.get('/api/messages')).body,
        await events(caseId),
      ];
      expect(JSON.stringify(texts)).not.toContain(received.code);
      expect(await customer.answer(received)).toMatchObject({
        status: 200,
        body: { accepted: true, purpose: 'evidence' },
      });
      expect(await assurance(mira, caseId)).toBe('verified');
      const { allowedActions } = await view(mira, caseId);
      expect(allowedActions.find(({ action }) => action === 'reassign-email')?.allowed).toBe(true);
    });

    it('alone, or a round without the last order beside an SMS, verifies nobody', async () => {
      const { story, caseId, accountId } = await aCaseOf(mira, 'B');
      await send(mira, caseId, accountId, story.old.phone.id);
      await customer.answer(await customer.received(story.phone, 'evidence-code'));
      expect(await assurance(mira, caseId)).toBe('none');
      await round(mira, caseId, accountId, rightAnswers(story).slice(1));
      expect(await assurance(mira, caseId)).toBe('identified');
      const change = { accountId, email: anEmailAddress() };
      expect(await mira.post(`/api/cases/${caseId}/email-reassignments`, change)).toMatchObject({
        status: 409,
        body: { code: 'last-order-needed', details: { nextStep: 'send-a-round-with-last-order' } },
      });
      await round(mira, caseId, accountId, rightAnswers(story));
      expect(await assurance(mira, caseId)).toBe('verified');
    });

    it('of 30 connections guessing it, exactly three are compared; then the right one is refused too', async () => {
      const { story, caseId, accountId } = await aCaseOf(mira);
      await send(mira, caseId, accountId, story.old.phone.id);
      const received = await customer.received(story.phone, 'evidence-code');
      const guesses = Array.from({ length: 30 }, (_, guess) =>
        customer.answer({
          ...received,
          code: String((Number(received.code) + 1 + guess) % 1_000_000).padStart(6, '0'),
        }),
      );
      const answers = await Promise.all(guesses);
      expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(422));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(await customer.answer(received)).toMatchObject({
        status: 422,
        body: { code: 'code-not-accepted' },
      });
      const [challenge] = await desk.sql('select tries_left, used_at from challenge where case_id = $1', [
        caseId,
      ]);
      expect(challenge).toEqual({ tries_left: 0, used_at: null });
      expect((await events(caseId)).filter(({ action }) => action === 'challenge.refused')).toHaveLength(31);
      expect((await view(mira, caseId)).challenges[0]).toMatchObject({ state: 'dead', triesLeft: 0 });
      expect(code(await send(mira, caseId, accountId, story.old.phone.id))).toBe('code-too-soon');
      await desk.sql(
        `update challenge set created_at = created_at - interval '3 minutes' where case_id = $1`,
        [caseId],
      );
      expect(code(await send(mira, caseId, accountId, story.old.phone.id))).toBe('code-limit-reached');
    });

    it('the right one among many wrong ones at once is taken only if it comes among the first three', async () => {
      const { story, caseId, accountId } = await aCaseOf(mira);
      await send(mira, caseId, accountId, story.old.phone.id);
      const received = await customer.received(story.phone, 'evidence-code');
      const codes = [
        customer.wrong(received),
        customer.wrong(received),
        received.code,
        ...Array<string>(9).fill(received.code),
      ];
      const answers = await Promise.all(codes.map((typed) => customer.answer({ ...received, code: typed })));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    });

    it('gets one answer when it is unknown, used, replaced, expired or another’s', async () => {
      const [hers, his] = [await aCaseOf(mira), await aCaseOf(jon)];
      const sendTo = ({ caseId, accountId, story }: typeof hers, agent: Agent) =>
        send(agent, caseId, accountId, story.old.phone.id);
      await sendTo(hers, mira);
      await sendTo(his, jon);
      const used = await customer.received(hers.story.phone, 'evidence-code');
      const replaced = await customer.received(his.story.phone, 'evidence-code');
      await customer.answer(used);
      await desk.sql(`update challenge set created_at = created_at - interval '3 minutes'`);
      await sendTo(his, jon);
      const living = await customer.received(his.story.phone, 'evidence-code');
      const bodies = [
        await customer.answer({ reference: '3333-3333', code: '123456' }),
        await customer.answer(used),
        await customer.answer(replaced),
        await customer.answer({ ...living, code: customer.wrong(living) }),
        await customer.answer({
          ...living,
          code: used.code === living.code ? customer.wrong(living) : used.code,
        }),
      ];
      await desk.sql(`update challenge set expires_at = now() where reference = $1`, [living.reference]);
      bodies.push(await customer.answer(living));
      for (const { status, body } of bodies) expect([status, body]).toEqual([422, bodies[0]?.body]);
    });

    it('is not sent to a fresh or a mere contact, nor more often than the limits say', async () => {
      const { caseId, accountId, story } = await aCaseOf(mira);
      const fresh = await anIdentifier(desk, {
        accountId,
        kind: 'email',
        value: anEmailAddress(),
        linkedSince: daysAgo(2),
      });
      const contact = await anIdentifier(desk, {
        accountId,
        kind: 'phone',
        value: '+919812345678',
        use: 'contact',
      });
      expect(code(await send(mira, caseId, accountId, fresh.id))).toBe('contact-fresh');
      expect(code(await send(mira, caseId, accountId, contact.id))).toBe('identifier-not-usable');
      expect(code(await send(mira, caseId, accountId, story.duplicate.phone.id))).toBe(
        'identifier-not-usable',
      );
      for (let sent = 0; sent < 3; sent++) {
        expect((await send(mira, caseId, accountId, story.old.phone.id)).status).toBe(201);
        expect(code(await send(mira, caseId, accountId, story.old.phone.id))).toBe(
          sent < 2 ? 'code-too-soon' : 'code-limit-reached',
        );
        await desk.sql(
          `update challenge set created_at = created_at - interval '3 minutes' where case_id = $1`,
          [caseId],
        );
      }
      expect(code(await send(mira, caseId, accountId, story.old.phone.id))).toBe('code-limit-reached');
    });
  });

  describe('what was proven', () => {
    it('fades 30 minutes after the last piece of it', async () => {
      const own = await TestDesk.open();
      const ada = await own.signedIn('agent');
      const account = await anAccount(own, { phone: '+919812340001' });
      await anAddress(own, account.id);
      const order = await anOrder(own, { accountId: account.id });
      const { id } = await aCase(own, { agentId: ada.id, claimed: account.id });
      const caller = new Customer(own);
      await send(ada, id, account.id, account.identifiers.phone?.id ?? '');
      await caller.answer(await caller.received('+919812340001', 'evidence-code'));
      await round(ada, id, account.id, [
        { kind: 'last_order', orderNumber: order.number },
        { kind: 'full_name', fullName: 'Asha Patel' },
      ]);
      expect(await assurance(ada, id)).toBe('verified');
      // The agent goes on working, so that the session does not idle away.
      for (const minutes of [10, 10, 9]) {
        own.pass({ minutes });
        expect(await assurance(ada, id)).toBe('verified');
      }
      own.pass({ minutes: 2 });
      expect(await assurance(ada, id)).toBe('none');
      const change = { accountId: account.id, email: anEmailAddress() };
      expect(code(await ada.post(`/api/cases/${id}/email-reassignments`, change))).toBe('assurance-too-low');
      await own.close();
    });

    it('is gone when the case is handed over', async () => {
      const { story, caseId, accountId } = await aCaseOf(mira);
      await round(mira, caseId, accountId, rightAnswers(story));
      expect(await assurance(mira, caseId)).toBe('identified');
      await mira.post(`/api/cases/${caseId}/hand-over`, { agentId: jon.id, reason: 'End of my day.' });
      expect(await assurance(jon, caseId)).toBe('none');
      expect(code(await round(mira, caseId, accountId, rightAnswers(story)))).toBe('not-your-case');
      expect((await round(jon, caseId, accountId, rightAnswers(story))).body.assurance).toBe('identified');
    });
  });
});
