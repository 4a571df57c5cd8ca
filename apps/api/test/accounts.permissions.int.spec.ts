import type { AccountPage } from '@relink/contract';
import { aCase, anAnsweredCode, aRound, aStory, type Story } from '@relink/testing';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type PageOrProblem = AccountPage & { code?: string };

describe('who may look at an account', () => {
  let desk: TestDesk;
  let mira: Agent;
  let jon: Agent;
  let supervisor: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    jon = await desk.signedIn('agent');
    supervisor = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const verifiedCase = async (): Promise<{ story: Story; caseId: string }> => {
    const story = await aStory(desk, 'A');
    const { id: caseId } = await aCase(desk, { agentId: mira.id, claimed: story.old.id });
    const about = { caseId, accountId: story.old.id, agentId: mira.id };
    await aRound(desk, about);
    await anAnsweredCode(desk, { ...about, identifier: story.old.phone });
    return { story, caseId };
  };
  const view = (agent: Browser, accountId: string, query: Record<string, string> = {}) =>
    agent.get<PageOrProblem>(`/api/accounts/${accountId}?${new URLSearchParams(query).toString()}`);
  const viewings = (accountId: string) =>
    desk.sql<{ outcome: string; actor_id: string; case_id: string | null; canonical: Buffer }>(
      `select outcome, actor_id, case_id, canonical from audit_event
        where account_id = $1 and action = 'account.viewed' order by at, id`,
      [accountId],
    );

  it('nobody signed out searches or looks', async () => {
    const { story, caseId } = await verifiedCase();
    const nobody = desk.browser();
    expect((await nobody.get('/api/accounts')).status).toBe(401);
    expect((await view(nobody, story.old.id)).status).toBe(401);
    expect((await view(nobody, story.old.id, { caseId })).status).toBe(401);
  });

  it('another agent’s case opens no account page, and the try is recorded', async () => {
    const { story, caseId } = await verifiedCase();
    for (const agent of [jon, supervisor]) {
      const answer = await view(agent, story.old.id, { caseId });
      expect(answer).toMatchObject({ status: 403, body: { code: 'case-needed' } });
    }
    expect(await viewings(story.old.id)).toMatchObject([
      { outcome: 'refused', actor_id: jon.id, case_id: caseId },
      { outcome: 'refused', actor_id: supervisor.id, case_id: caseId },
    ]);
  });

  it('an own case opens no account that is not in it, none when closed, and none after it was handed over', async () => {
    const { story, caseId } = await verifiedCase();
    const other = await aStory(desk, 'A');
    expect((await view(mira, other.old.id, { caseId })).body.code).toBe('case-needed');
    expect((await view(mira, story.old.id, { caseId })).body.opened).not.toBeNull();
    await mira.post(`/api/cases/${caseId}/hand-over`, { agentId: jon.id, reason: 'Shift ends.' });
    expect((await view(mira, story.old.id, { caseId })).body.code).toBe('case-needed');
    expect((await view(jon, story.old.id, { caseId })).body).toMatchObject({
      assurance: 'none',
      opened: null,
    });
    await jon.post(`/api/cases/${caseId}/close`, { outcome: 'not-verified' });
    expect((await view(jon, story.old.id, { caseId })).body.code).toBe('case-needed');
  });

  it('a case that is not there answers like another agent’s', async () => {
    const { story } = await verifiedCase();
    const caseId = '0198a9b2-0000-7000-8000-000000000000';
    expect((await view(mira, story.old.id, { caseId })).body.code).toBe('case-needed');
    expect((await view(mira, caseId)).status).toBe(404);
    expect((await view(mira, 'nonsense')).status).toBe(422);
  });

  it('a supervisor looks with a reason, which is recorded but not in clear; an agent’s reason opens nothing', async () => {
    const story = await aStory(desk, 'B');
    const reason = 'Complaint of Asha Patel';
    const denied = await view(mira, story.old.id, { reason });
    expect(denied).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    const { status, body } = await view(supervisor, story.old.id, { reason });
    expect(status).toBe(200);
    expect(body.opened?.lastName).toBe('Patel');
    const [refused, done] = await viewings(story.old.id);
    expect(refused).toMatchObject({ outcome: 'refused', actor_id: mira.id });
    expect(done).toMatchObject({ outcome: 'done', actor_id: supervisor.id });
    expect(done?.canonical.toString()).not.toContain('Complaint');
    expect((await view(supervisor, story.old.id, { reason: 'hm' })).status).toBe(422);
  });
});
