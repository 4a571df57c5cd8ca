import type { CaseView, ChallengeView, EvidenceResponse } from '@relink/contract';
import { aCase, aStory } from '@relink/testing';
import { rightAnswers } from './harness/story.ts';
import { type Answer, type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string; errors?: Record<string, string>; details?: Record<string, unknown> };

const WRONG = [
  { kind: 'shipping_address', street: '9 Nowhere Road', postcode: '110001' },
  { kind: 'full_name', fullName: 'Somebody Else' },
];

describe('who is calling', () => {
  let desk: TestDesk;
  let mira: Agent;
  let jon: Agent;
  let supervisor: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    [mira, jon, supervisor] = [
      await desk.signedIn('agent'),
      await desk.signedIn('agent'),
      await desk.signedIn('supervisor'),
    ];
  });
  // Failed rounds of one test do not stop an agent in the next.
  beforeEach(() => desk.sql(`update evidence_round set at = at - interval '2 days' where not enough`));
  afterAll(() => desk.close());

  const round = (agent: Agent, caseId: string, accountId: string, answers: object[], headers = {}) =>
    agent.post<EvidenceResponse & Problem>(`/api/cases/${caseId}/evidence`, { accountId, answers }, headers);
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
  const aCaseOf = async (agent: Agent) => {
    const story = await aStory(desk, 'A');
    const { id } = await aCase(desk, {
      agentId: agent.id,
      claimed: story.old.id,
      duplicates: [story.duplicate.id],
    });
    return { story, caseId: id, accountId: story.old.id };
  };
  const code = (answer: Answer) => (answer.body as Problem).code;
  const events = (caseId: string) =>
    desk.sql<{ action: string; outcome: string; text: string }>(
      `select action, outcome, convert_from(canonical, 'UTF8') as text from audit_event where case_id = $1 order by at, id`,
      [caseId],
    );

  describe('a round of answers', () => {
    it('that is enough identifies the caller, and says nothing of what was expected', async () => {
      const { story, caseId, accountId } = await aCaseOf(mira);
      const answer = await round(mira, caseId, accountId, rightAnswers(story));
      expect([answer.status, answer.body]).toEqual([
        200,
        { verdict: 'enough', assurance: 'identified', roundsLeft: 3, lockedUntil: null },
      ]);
      const [event] = await events(caseId);
      expect(event).toMatchObject({ action: 'evidence.round-sent', outcome: 'done' });
      for (const personal of story.personal) expect(event?.text).not.toContain(personal);
    });

    it('with one wrong answer is not enough, and which one it was is nowhere to be read', async () => {
      const { story, caseId, accountId } = await aCaseOf(mira);
      const [order, address] = rightAnswers(story);
      const bodies = [];
      for (const wrong of [
        [order, { kind: 'shipping_address', street: '9 Nowhere Road', postcode: '110001' }],
        [{ kind: 'last_order', orderNumber: '#NOTHING' }, address],
      ])
        bodies.push((await round(mira, caseId, accountId, wrong as object[])).body);
      expect(bodies).toEqual([
        { verdict: 'not-enough', assurance: 'none', roundsLeft: 2, lockedUntil: null },
        { verdict: 'not-enough', assurance: 'none', roundsLeft: 1, lockedUntil: null },
      ]);
      const rounds = await desk.sql<{ kinds: string[] }>(
        'select kinds from evidence_round where case_id = $1',
        [caseId],
      );
      expect(rounds.map(({ kinds }) => kinds)).toEqual(Array(2).fill(['last_order', 'shipping_address']));
      expect((await round(mira, caseId, accountId, rightAnswers(story))).body.verdict).toBe('enough');
      expect((await claimed(mira, caseId))?.rounds.map(({ afterFailure }) => afterFailure)).toEqual([
        false,
        true,
        true,
      ]);
    });

    it('of one answer, of one kind twice, or of what cannot be compared, is no round and counts nothing', async () => {
      const { story, caseId, accountId } = await aCaseOf(mira);
      const [order] = rightAnswers(story) as [object];
      expect(code(await round(mira, caseId, accountId, [order]))).toBe('too-few-answers');
      expect((await round(mira, caseId, accountId, [order, order])).status).toBe(422);
      expect((await round(mira, caseId, accountId, [{ kind: 'last_order' }, WRONG[0] ?? {}])).status).toBe(
        422,
      );
      expect(await desk.sql('select 1 from evidence_round where case_id = $1', [caseId])).toEqual([]);
    });

    it('may not use the fact by which the account was found', async () => {
      const { story, caseId, accountId } = await aCaseOf(mira);
      const q = encodeURIComponent(JSON.stringify({ q: story.orders[1]?.number }));
      expect((await mira.get(`/api/accounts?filter=${q}`)).status).toBe(200);
      const answer = await round(mira, caseId, accountId, rightAnswers(story));
      expect(answer).toMatchObject({ status: 422, body: { code: 'answer-excluded' } });
      expect(Object.keys(answer.body.errors ?? {})).toEqual(['answers.0.kind']);
      expect((await claimed(mira, caseId))?.excludedKinds).toEqual(['last_order']);
      expect((await round(mira, caseId, accountId, rightAnswers(story).slice(1))).body.verdict).toBe(
        'enough',
      );
    });

    it('sent twice with one key is judged once', async () => {
      const { caseId, accountId } = await aCaseOf(mira);
      const key = { 'idempotency-key': `round-${caseId}` };
      const answers = [
        await round(mira, caseId, accountId, WRONG, key),
        await round(mira, caseId, accountId, WRONG, key),
      ];
      expect(answers[1]?.body).toEqual(answers[0]?.body);
      expect(await desk.sql('select 1 from evidence_round where case_id = $1', [caseId])).toHaveLength(1);
    });
  });

  describe('three rounds that are not enough', () => {
    const lockOut = async () => {
      const { story, caseId, accountId } = await aCaseOf(mira);
      for (let failed = 0; failed < 2; failed++) await round(mira, caseId, accountId, WRONG);
      return { story, caseId, accountId, third: await round(mira, caseId, accountId, WRONG) };
    };

    it('lock the account for 24 hours; the third one is refused, and its count and its event stand', async () => {
      const { caseId, accountId, third } = await lockOut();
      expect(third).toMatchObject({
        status: 423,
        body: { code: 'account-locked', details: { verdict: 'not-enough', lockedUntil: expect.any(String) } },
      });
      expect(await desk.sql('select 1 from evidence_round where account_id = $1', [accountId])).toHaveLength(
        3,
      );
      expect((await events(caseId)).map(({ action }) => action)).toEqual([
        ...Array<string>(3).fill('evidence.round-sent'),
        'evidence.account-locked',
      ]);
    });

    it('lock it for another agent in another case too, and for right answers', async () => {
      const { story, accountId } = await lockOut();
      const other = await aCase(desk, { agentId: jon.id, claimed: accountId });
      expect(await round(jon, other.id, accountId, rightAnswers(story))).toMatchObject({
        status: 423,
        body: { code: 'account-locked', details: { lockedUntil: expect.any(String) } },
      });
      expect((await send(jon, other.id, accountId, story.old.phone.id)).status).toBe(423);
      expect((await claimed(jon, other.id))?.lockedUntil).not.toBeNull();
    });

    it('add up over agents and cases', async () => {
      const { caseId, accountId } = await aCaseOf(mira);
      const other = await aCase(desk, { agentId: jon.id, claimed: accountId });
      await round(mira, caseId, accountId, WRONG);
      await round(jon, other.id, accountId, WRONG);
      expect((await round(mira, caseId, accountId, WRONG)).status).toBe(423);
    });

    it('sent at once are counted one by one', async () => {
      const { caseId, accountId } = await aCaseOf(mira);
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => round(mira, caseId, accountId, WRONG)),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
      expect(answers.filter(({ status }) => status === 423)).toHaveLength(6);
      expect(await desk.sql('select 1 from evidence_round where account_id = $1', [accountId])).toHaveLength(
        3,
      );
    });

    it('are not forgiven by a supervisor who guessed too: it takes another person', async () => {
      const guessing = await desk.signedIn('supervisor');
      const { caseId, accountId } = await aCaseOf(guessing);
      for (let failed = 0; failed < 3; failed++) await round(guessing, caseId, accountId, WRONG);
      const lift = (by: Agent) =>
        by.post<Problem>(`/api/cases/${caseId}/lock-lifts`, { accountId, reason: 'I know her.' });
      expect(code(await lift(guessing))).toBe('another-person-needed');
      expect((await lift(supervisor)).status).toBe(200);
    });

    it('are forgiven by a supervisor with a reason, and not at the next slip closed again', async () => {
      const { story, caseId, accountId } = await lockOut();
      const lift = (by: Agent) =>
        by.post<CaseView & Problem>(`/api/cases/${caseId}/lock-lifts`, {
          accountId,
          reason: 'Known at the counter.',
        });
      expect(code(await lift(mira))).toBe('not-permitted');
      expect((await lift(supervisor)).status).toBe(200);
      expect(code(await lift(supervisor))).toBe('account-not-locked');
      expect((await round(mira, caseId, accountId, WRONG)).body).toMatchObject({
        verdict: 'not-enough',
        roundsLeft: 2,
      });
      expect((await round(mira, caseId, accountId, rightAnswers(story))).body.verdict).toBe('enough');
    });
  });

  it('an agent whose rounds failed on six accounts in a day is stopped', async () => {
    const ada = await desk.signedIn('agent');
    for (let failed = 0; failed < 6; failed++) {
      const { caseId, accountId } = await aCaseOf(ada);
      expect((await round(ada, caseId, accountId, WRONG)).status).toBe(200);
    }
    const { caseId, accountId, story } = await aCaseOf(ada);
    expect(await round(ada, caseId, accountId, rightAnswers(story))).toMatchObject({
      status: 403,
      body: { code: 'agent-stopped' },
    });
    const told = await desk.sql(
      `select 1 from audit_event where actor_id = $1 and action = 'agent.stopped'`,
      [ada.id],
    );
    expect(told).toHaveLength(1);
  });

  it('an agent who sends wrong rounds on nine accounts at once is stopped after six of them', async () => {
    const ada = await desk.signedIn('agent');
    const cases = [];
    for (let opened = 0; opened < 9; opened++) cases.push(await aCaseOf(ada));
    const answers = await Promise.all(
      cases.map(({ caseId, accountId }) => round(ada, caseId, accountId, WRONG)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(6);
    expect(answers.filter((answer) => code(answer) === 'agent-stopped')).toHaveLength(3);
  });
});
