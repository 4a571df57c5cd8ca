import type { CaseView, ChallengeView } from '@relink/contract';
import { aCase, aStory } from '@relink/testing';
import { Customer } from './harness/customer.ts';
import { rightAnswers } from './harness/story.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string };

describe('a code that the customer reads aloud', () => {
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

  const aSpokenCode = async () => {
    const story = await aStory(desk, 'A');
    const { id: caseId } = await aCase(desk, { agentId: mira.id, claimed: story.old.id });
    const sent = await mira.post<ChallengeView>(`/api/cases/${caseId}/challenges`, {
      accountId: story.old.id,
      identifierId: story.old.phone.id,
      purpose: 'spoken',
    });
    expect(sent.status).toBe(201);
    const received = await customer.received(story.phone, 'spoken-code');
    return { story, caseId, accountId: story.old.id, challenge: sent.body, received };
  };
  const say = (agent: Agent, { id }: ChallengeView, code: string) =>
    agent.post<CaseView & Problem>(`/api/challenges/${id}/answers`, { code });
  const assurance = (body: CaseView) => body.accounts.find(({ role }) => role === 'claimed')?.assurance;

  it('is evidence beside a round, and its agent never sees more than what was said', async () => {
    const { story, caseId, accountId, challenge, received } = await aSpokenCode();
    await mira.post(`/api/cases/${caseId}/evidence`, { accountId, answers: rightAnswers(story) });
    expect(JSON.stringify(challenge)).not.toContain(received.code);
    const said = await say(mira, challenge, `${received.code.slice(0, 3)} ${received.code.slice(3)}`);
    expect([said.status, assurance(said.body)]).toEqual([200, 'verified']);
  });

  it('can be typed by the customer instead', async () => {
    const { caseId, received } = await aSpokenCode();
    expect((await customer.answer(received)).status).toBe(200);
    const { body } = await mira.get<CaseView>(`/api/cases/${caseId}`);
    expect(body.challenges.map(({ state }) => state)).toEqual(['passed']);
  });

  it('is dead after three wrong guesses of an agent, even for the right code', async () => {
    const { challenge, received } = await aSpokenCode();
    const wrong = customer.wrong(received);
    for (const code of [wrong, wrong, wrong, received.code]) {
      const { status, body } = await say(mira, challenge, code);
      expect([status, body.code]).toEqual([422, 'code-not-accepted']);
    }
  });

  it('is no business of another agent, and the same guess of theirs takes no try', async () => {
    const { challenge, received } = await aSpokenCode();
    const { status, body } = await say(jon, challenge, received.code);
    expect([status, body.code]).toEqual([403, 'not-your-case']);
    expect((await say(mira, challenge, received.code)).status).toBe(200);
  });

  it('of another purpose is never taken here: an agent who learns an evidence code or a confirmation gains nothing', async () => {
    const { story, caseId, accountId } = await aSpokenCode();
    desk.pass({ minutes: 3 });
    const sent = await mira.post<ChallengeView>(`/api/cases/${caseId}/challenges`, {
      accountId,
      identifierId: story.old.phone.id,
      purpose: 'evidence',
    });
    const { code } = await customer.received(story.phone, 'evidence-code');
    const { status, body } = await say(mira, sent.body, code);
    expect([status, body.code]).toEqual([404, 'not-found']);
  });

  it('is neither sent nor taken where the policy does not allow it', async () => {
    const strict = await TestDesk.open();
    try {
      await strict.sql(`update policy set preset = 'strict'`);
      const agent = await strict.signedIn('agent');
      const story = await aStory(strict, 'A');
      const { id } = await aCase(strict, { agentId: agent.id, claimed: story.old.id });
      const { body } = await agent.get<CaseView>(`/api/cases/${id}`);
      const purposes = body.allowedActions
        .filter(({ action }) => action === 'send-code')
        .map(({ purpose }) => purpose);
      expect(purposes).not.toContain('spoken');
      expect(body.allowedActions.find(({ action }) => action === 'answer-spoken-code')).toMatchObject({
        allowed: false,
        missing: ['spoken-allowed'],
      });
      const sent = await agent.post<Problem>(`/api/cases/${id}/challenges`, {
        accountId: story.old.id,
        identifierId: story.old.phone.id,
        purpose: 'spoken',
      });
      expect(sent.status).toBe(409);
    } finally {
      await strict.close();
    }
  });

  it('carries a desk code that the agent can read out, and only the agent whose case it is', async () => {
    const { caseId, challenge, received } = await aSpokenCode();
    expect(challenge.deskCode).toMatch(/^[0-9A-Z]{2}-[0-9A-Z]{2}$/);
    const [row] = await desk.sql<{ params: { deskCode: string } }>(
      'select params from message where id = $1',
      [received.messageId],
    );
    expect(row?.params.deskCode).toBe(challenge.deskCode);
    const seen = await jon.get<CaseView>(`/api/cases/${caseId}`);
    expect(seen.body.challenges.map(({ deskCode }) => deskCode)).toEqual([null]);
  });
});
