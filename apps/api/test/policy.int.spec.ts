import type { CaseView, ChangeStopView, PolicyResponse, PolicyVersionView } from '@relink/contract';
import { STANDARD_POLICY, STRICT_POLICY } from '@relink/domain';
import { aCase, aStory } from '@relink/testing';
import { rightAnswers } from './harness/story.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string; errors?: Record<string, string> };
const { rules } = STANDARD_POLICY;

describe('the policy', () => {
  let desk: TestDesk;
  let admin: Agent;
  let mira: Agent;

  beforeEach(async () => {
    desk = await TestDesk.open();
    admin = await desk.signedIn('admin');
    mira = await desk.signedIn('agent');
  });
  afterEach(() => desk.close());

  const inForce = async () => (await mira.get<PolicyResponse>('/api/policy')).body;
  const set = (draft: object) =>
    admin.post<PolicyVersionView & Problem>('/api/policy-versions', {
      preset: 'standard',
      numbers: {},
      rules,
      reason: 'A drill.',
      over: 1,
      ...draft,
    });
  const events = (action: string) =>
    desk.sql<{ text: string }>(
      `select convert_from(canonical, 'UTF8') as text from audit_event where action = $1 order by at, id`,
      [action],
    );

  it('shows every number, rule and way up that decisions are made under', async () => {
    expect(await inForce()).toMatchObject({
      version: 1,
      preset: 'standard',
      numbers: { code: { tries: 3 } },
      rules: { spokenCodes: true },
      assurance: STANDARD_POLICY.assurance,
    });
  });

  it('that an admin sets holds at once, and the event has before and after', async () => {
    const { status, body } = await set({ numbers: { code: { tries: 2 } } });
    expect([status, body.state, body.id]).toEqual([201, 'in-force', 2]);
    expect(body.differences).toEqual([{ path: 'numbers.code.tries', before: 3, after: 2 }]);
    expect((await inForce()).numbers['code']?.['tries']).toBe(2);
    const [event] = await events('policy.set');
    expect(event?.text).toContain('"differences":[{"after":2,"before":3,"path":"numbers.code.tries"}]');
  });

  it('that is to come holds from its time on, and the version before until then', async () => {
    const inForceFrom = new Date(Date.now() + 2 * 3_600_000).toISOString();
    const { body } = await set({ numbers: { code: { tries: 1 } }, inForceFrom });
    expect(body.state).toBe('coming');
    expect((await inForce()).version).toBe(1);
    desk.pass({ hours: 3 });
    const late = await desk.signedIn('agent');
    expect((await late.get<PolicyResponse>('/api/policy')).body.version).toBe(2);
  });

  it('decides under the new version, and what was decided before names the old one', async () => {
    const first = await aStory(desk, 'A');
    const second = await aStory(desk, 'B');
    const [a, b] = [
      await aCase(desk, { agentId: mira.id, claimed: first.old.id }),
      await aCase(desk, { agentId: mira.id, claimed: second.old.id }),
    ];
    const send = (caseId: string, story: typeof first) =>
      mira.post(`/api/cases/${caseId}/evidence`, { accountId: story.old.id, answers: rightAnswers(story) });
    await send(a.id, first);
    await set({ preset: 'strict', rules: STRICT_POLICY.rules });
    await send(b.id, second);
    const { body } = await mira.get<CaseView>(`/api/cases/${b.id}`);
    expect(body.accounts[0]?.assurance).toBe('none');
    const rounds = await desk.sql<{ policy_version: number }>(
      'select policy_version from evidence_round order by at',
    );
    expect(rounds.map((round) => round.policy_version)).toEqual([1, 2]);
  });

  it('takes no number out of its bounds, no time that has passed, and says which', async () => {
    const { status, body } = await set({
      numbers: { code: { tries: 99, digits: 4 } },
      inForceFrom: '2020-01-01T00:00:00.000Z',
    });
    expect([status, body.code]).toEqual([422, 'invalid-input']);
    expect(Object.keys(body.errors ?? {}).sort()).toEqual([
      'inForceFrom',
      'numbers.code.digits',
      'numbers.code.tries',
    ]);
    expect((await inForce()).version).toBe(1);
  });

  it('written by two admins at once is one of theirs, and the other is told', async () => {
    const answers = await Promise.all([
      set({ numbers: { code: { tries: 1 } } }),
      set({ numbers: { code: { tries: 2 } } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('policy-moved');
  });

  it('with a shorter idle time signs an agent out sooner, and with a shorter life ends the next session sooner', async () => {
    await set({ numbers: { agentSession: { idleMinutes: 5, lifeHours: 2 } } });
    const late = await desk.signedIn('agent');
    desk.pass({ minutes: 4 });
    expect((await late.get('/api/me')).status).toBe(200);
    desk.pass({ minutes: 6 });
    expect((await late.get('/api/me')).status).toBe(401);
    const next = await desk.signedIn('agent');
    const lives = await desk.sql<{ hours: number }>(
      `select extract(epoch from expires_at - created_at)::int / 3600 as hours from agent_session where agent_id = $1`,
      [next.id],
    );
    expect(lives).toEqual([{ hours: 2 }]);
  });

  it('lists its versions, the newest first', async () => {
    await set({ numbers: { code: { tries: 2 } } });
    const { body } = await mira.get<PolicyVersionView[]>('/api/policy-versions');
    expect(body.map(({ id, state }) => [id, state])).toEqual([
      [2, 'in-force'],
      [1, 'past'],
    ]);
  });
});

describe('the switch', () => {
  let desk: TestDesk;
  let admin: Agent;
  let mira: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    admin = await desk.signedIn('admin');
    mira = await desk.signedIn('agent');
  });
  afterAll(() => desk.close());

  it('stops all changes of all agents at once, with a reason, and opens them again', async () => {
    const story = await aStory(desk, 'A');
    const { id } = await aCase(desk, { agentId: mira.id, claimed: story.old.id });
    const stopped = await admin.post<ChangeStopView>('/api/change-stops', {
      reason: 'An agent was phished.',
    });
    expect(stopped.status).toBe(201);
    const { body } = await mira.get<CaseView>(`/api/cases/${id}`);
    const verdict = body.allowedActions.find(({ action }) => action === 'reassign-email');
    expect(verdict?.missing).toContain('changes-not-stopped');
    const tried = await mira.post<Problem>(`/api/cases/${id}/session-revocations`, {
      accountId: story.old.id,
    });
    expect([tried.status, tried.body.code]).toEqual([423, 'changes-stopped']);

    const twice = await admin.post<Problem>('/api/change-stops', { reason: 'Again.' });
    expect([twice.status, twice.body.code]).toEqual([409, 'changes-already-stopped']);

    const lifted = await admin.post<ChangeStopView>(`/api/change-stops/${stopped.body.id}/lift`, {
      reason: 'It was a drill.',
    });
    expect(lifted.body).toMatchObject({ liftReason: 'It was a drill.', liftedBy: expect.any(String) });
    const open = await mira.post<Problem>(`/api/cases/${id}/session-revocations`, {
      accountId: story.old.id,
    });
    expect(open.body.code).toBe('assurance-too-low');
    const again = await admin.post<Problem>(`/api/change-stops/${stopped.body.id}/lift`, {
      reason: 'Once more.',
    });
    expect([again.status, again.body.code]).toEqual([409, 'changes-not-stopped']);
  });

  it('is an event each time', async () => {
    const rows = await desk.sql<{ action: string; outcome: string }>(
      `select action, outcome from audit_event where action like 'changes.%' order by at, id`,
    );
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['changes.stopped', 'changes.opened']),
    );
  });
});

describe('a private contact of an agent', () => {
  let desk: TestDesk;
  let admin: Agent;
  let mira: Agent;
  let jon: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    admin = await desk.signedIn('admin');
    mira = await desk.signedIn('agent');
    jon = await desk.signedIn('agent');
  });
  afterAll(() => desk.close());

  it('keeps her from the account that carries it: added, seen, verified or changed, and not her colleague', async () => {
    const story = await aStory(desk, 'A');
    const { id } = await aCase(desk, { agentId: mira.id, claimed: story.old.id });
    const declared = await admin.post<{ masked: string }[]>(`/api/agents/${mira.id}/private-contacts`, {
      kind: 'phone',
      value: story.phone,
    });
    expect(declared.status).toBe(200);
    expect(JSON.stringify(declared.body)).not.toContain(story.phone);

    const round = await mira.post<Problem>(`/api/cases/${id}/evidence`, {
      accountId: story.old.id,
      answers: rightAnswers(story),
    });
    expect([round.status, round.body.code]).toEqual([403, 'private-contact']);
    const page = await mira.get<Problem>(`/api/accounts/${story.old.id}?caseId=${id}`);
    expect([page.status, page.body.code]).toEqual([403, 'private-contact']);
    const { body: fresh } = await mira.post<CaseView>('/api/cases', { channel: 'phone' });
    const added = await mira.post<Problem>(`/api/cases/${fresh.id}/accounts`, {
      accountId: story.old.id,
      role: 'claimed',
    });
    expect([added.status, added.body.code]).toEqual([403, 'private-contact']);

    const { body: hers } = await jon.post<CaseView>('/api/cases', { channel: 'phone' });
    const colleague = await jon.post(`/api/cases/${hers.id}/accounts`, {
      accountId: story.old.id,
      role: 'claimed',
    });
    expect(colleague.status).toBeLessThan(300);
  });

  it('is kept as a digest, declared once, and withdrawn by an admin', async () => {
    const path = `/api/agents/${jon.id}/private-contacts`;
    const { body } = await admin.post<{ id: string }[]>(path, { kind: 'email', value: 'Jon@Home.example' });
    const twice = await admin.post<Problem>(path, { kind: 'email', value: 'jon@home.example' });
    expect([twice.status, twice.body.errors]).toEqual([422, { value: 'This contact is declared already.' }]);
    const rows = await desk.sql('select * from agent_private_contact where agent_id = $1', [jon.id]);
    expect(JSON.stringify(rows)).not.toContain('home.example"');
    const left = await admin.post<object[]>(`${path}/${body[0]!.id}/withdraw`);
    expect(left.body).toEqual([]);
    expect((await admin.post<Problem>(`${path}/${body[0]!.id}/withdraw`)).status).toBe(404);
  });

  it('is not withdrawn by whom it keeps away', async () => {
    const path = `/api/agents/${admin.id}/private-contacts`;
    const { body } = await admin.post<{ id: string }[]>(path, { kind: 'email', value: 'ada@home.example' });
    const { status, body: problem } = await admin.post<Problem>(`${path}/${body[0]!.id}/withdraw`);
    expect([status, problem.code]).toEqual([403, 'not-permitted']);
  });

  it.each(['not a mail', ''])('is no %p', async (value) => {
    const { status } = await admin.post(`/api/agents/${jon.id}/private-contacts`, { kind: 'email', value });
    expect(status).toBe(422);
  });
});
