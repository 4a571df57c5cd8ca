import type { CaseView } from '@relink/contract';
import { aCase, anEmailAddress, aStory } from '@relink/testing';
import { aVerifiedCase } from './harness/story.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Problem = { code: string; details?: { missing?: string[] } };

describe('who may do what in a case', () => {
  let desk: TestDesk;
  let mira: Browser & { id: string };
  let jon: Browser & { id: string };
  let supervisor: Browser & { id: string };

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    jon = await desk.signedIn('agent');
    supervisor = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const actions = (accountId: string, agentId: string): [string, object][] => [
    ['accounts', { accountId, role: 'duplicate' }],
    ['notes', { body: 'Let me in.' }],
    ['lost-emails', { accountId }],
    ['close', { outcome: 'recovered' }],
    ['hand-over', { agentId, reason: 'Mine now.' }],
    ['reopen', { reason: 'Mine now.' }],
  ];

  it('nobody signed out does anything', async () => {
    const { old } = await aStory(desk, 'A');
    const { id } = await aCase(desk, { agentId: mira.id, claimed: old.id });
    const nobody = desk.browser();
    const answers = [
      await nobody.get('/api/cases'),
      await nobody.get(`/api/cases/${id}`),
      await nobody.get(`/api/cases/${id}/revision`),
      await nobody.post('/api/cases', { channel: 'phone' }),
    ];
    for (const [path, body] of actions(old.id, jon.id))
      answers.push(await nobody.post(`/api/cases/${id}/${path}`, body));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
  });

  it('another agent sees the case, does nothing in it, and each try is recorded', async () => {
    const { old, duplicate } = await aStory(desk, 'A');
    const { id } = await aCase(desk, { agentId: mira.id, claimed: old.id });
    const { body } = await jon.get<CaseView>(`/api/cases/${id}`);
    expect(body.own).toBe(false);
    expect(body.allowedActions.filter(({ allowed }) => allowed)).toEqual([]);
    const tries = actions(duplicate.id, jon.id);
    for (const [path, payload] of tries) {
      const answer = await jon.post<Problem>(`/api/cases/${id}/${path}`, payload);
      expect(answer).toMatchObject({ status: 403, body: { code: 'not-your-case' } });
      expect(answer.body.details?.missing).toContain('own-case');
    }
    const recorded = await desk.sql<{ action: string }>(
      `select action from audit_event where case_id = $1 and outcome = 'refused' and actor_id = $2 order by at, id`,
      [id, jon.id],
    );
    expect(recorded.map(({ action }) => action)).toEqual([
      'case.account-added',
      'case.note-added',
      'case.email-reported-lost',
      'case.closed',
      'case.handed-over',
      'case.reopened',
    ]);
  });

  it('a new e-mail that waits is shown in clear to the agent of the case only', async () => {
    const story = await aStory(desk, 'A');
    const id = await aVerifiedCase(desk, mira.id, story);
    const email = anEmailAddress('asha.new');
    await mira.post(`/api/cases/${id}/email-reassignments`, { accountId: story.old.id, email });
    const pending = async (agent: Browser) => {
      const { accounts } = (await agent.get<CaseView>(`/api/cases/${id}`)).body;
      return accounts.find(({ accountId }) => accountId === story.old.id)?.pendingEmail?.display;
    };
    expect(await pending(mira)).toBe(email);
    expect(await pending(jon)).not.toContain('asha.new');
  });

  it('a supervisor writes notes in any case and hands it over, but does not work it', async () => {
    const { old, duplicate } = await aStory(desk, 'A');
    const { id } = await aCase(desk, { agentId: mira.id, claimed: old.id });
    expect((await supervisor.post(`/api/cases/${id}/notes`, { body: 'Seen.' })).status).toBe(201);
    const added = { accountId: duplicate.id, role: 'duplicate' };
    expect((await supervisor.post(`/api/cases/${id}/accounts`, added)).status).toBe(403);
    expect((await supervisor.post(`/api/cases/${id}/close`, { outcome: 'recovered' })).status).toBe(403);
    const handed = { agentId: supervisor.id, reason: 'I take this one.' };
    expect((await supervisor.post(`/api/cases/${id}/hand-over`, handed)).status).toBe(200);
    expect((await supervisor.post(`/api/cases/${id}/accounts`, added)).status).toBe(201);
    expect((await mira.post(`/api/cases/${id}/notes`, { body: 'Mine?' })).status).toBe(403);
  });

  it('a replayed answer is authorised anew: who was disabled gets none', async () => {
    const ada = await desk.signedIn('agent');
    const key = { 'idempotency-key': 'replay' };
    expect((await ada.post('/api/cases', { channel: 'phone' }, key)).status).toBe(201);
    await desk.sql('update agent set disabled_at = now() where id = $1', [ada.id]);
    expect((await ada.post('/api/cases', { channel: 'phone' }, key)).status).toBe(401);
  });
});
