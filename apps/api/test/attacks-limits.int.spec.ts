import type { AccountCard, LooksView, Problem } from '@relink/contract';
import { aCase, anAccount, anIdentifier, aStory, type Story } from '@relink/testing';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };

const REASON = 'A colleague asks about this customer.';

describe('attacks on the limits of one person', () => {
  let desk: TestDesk;
  let mira: Agent;
  let selma: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    selma = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const stage = async (agent: Agent): Promise<{ story: Story; caseId: string; accountId: string }> => {
    const story = await aStory(desk, 'A');
    const { id: caseId } = await aCase(desk, { agentId: agent.id, claimed: story.old.id });
    return { story, caseId, accountId: story.old.id };
  };
  const withReason = (agent: Browser, accountId: string) =>
    agent.get<Problem>(`/api/accounts/${accountId}?reason=${encodeURIComponent(REASON)}`);
  const answer = (agent: Browser, caseId: string, accountId: string) =>
    agent.post<Problem>(`/api/cases/${caseId}/evidence`, {
      accountId,
      answers: [
        { kind: 'shipping_address', street: '14 Lotus Street', postcode: '395007' },
        { kind: 'full_name', fullName: 'Asha Patel' },
      ],
    });

  it('a supervisor reads no answer sheet for a case of their own by giving a reason beside it', async () => {
    const { story, accountId } = await stage(selma);
    const { status, body } = await withReason(selma, accountId);
    expect([status, body.code]).toEqual([409, 'own-case-unverified']);
    for (const value of story.personal) expect(JSON.stringify(body)).not.toContain(value);
    const [event] = await desk.sql<{ outcome: string }>(
      `select outcome from audit_event where action = 'account.viewed' and account_id = $1`,
      [accountId],
    );
    expect(event?.outcome).toBe('refused');
  });

  it('a supervisor who read the page first and opens the case then cannot answer from it', async () => {
    const story = await aStory(desk, 'A');
    expect((await withReason(selma, story.old.id)).status).toBe(200);
    const { id: caseId } = await aCase(desk, { agentId: selma.id, claimed: story.old.id });
    const { status, body } = await answer(selma, caseId, story.old.id);
    expect([status, body.code]).toEqual([422, 'answer-excluded']);
    expect(Object.keys(body.errors ?? {})).toEqual(['answers.0.kind', 'answers.1.kind']);
  });

  it('an agent cannot answer from what a supervisor saw outside of the case and told them', async () => {
    const read = await stage(mira);
    expect((await withReason(selma, read.accountId)).status).toBe(200);
    expect((await answer(mira, read.caseId, read.accountId)).body.code).toBe('answer-excluded');
    const revealed = await stage(mira);
    const field = { field: { part: 'address' }, reason: REASON };
    expect((await selma.post(`/api/accounts/${revealed.accountId}/reveals`, field)).status).toBe(201);
    const { body } = await answer(mira, revealed.caseId, revealed.accountId);
    expect(Object.keys(body.errors ?? {})).toEqual(['answers.0.kind']);
  });

  it('two supervisors do not widen each other’s limits, nor one supervisor somebody’s without end', async () => {
    const sven = await desk.signedIn('supervisor');
    const greta = await desk.signedIn('agent');
    const grant = (by: Agent, to: Agent, extra: number) =>
      by.post<Problem>(`/api/agents/${to.id}/look-grants`, { kind: 'reveal', extra, reason: REASON });
    const answers = await Promise.all([grant(selma, sven, 5), grant(sven, selma, 5)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 403]);
    expect(answers.find(({ status }) => status === 403)?.body.code).toBe('limit-granted-back');
    const many = await Promise.all(Array.from({ length: 4 }, () => grant(selma, greta, 20)));
    expect(many.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(many.find(({ status }) => status !== 201)?.body).toMatchObject({
      code: 'grant-too-large',
      details: { left: 0 },
    });
  });

  it('whoever puts everybody they find into one case gets few of the searches back', async () => {
    const greta = await desk.signedIn('agent');
    const { id: caseId } = await aCase(desk, { agentId: greta.id });
    const searched: number[] = [];
    for (let victim = 0; victim < 40; victim++) {
      const { id: accountId } = await anAccount(desk, {});
      const value = `victim${String(victim)}@mail.example`;
      await anIdentifier(desk, { accountId, kind: 'email', value });
      const filter = encodeURIComponent(JSON.stringify({ q: value, caseId }));
      searched.push((await greta.get(`/api/accounts?filter=${filter}`)).status);
      const role = victim === 0 ? 'claimed' : 'duplicate';
      await greta.post(`/api/cases/${caseId}/accounts`, { accountId, role });
    }
    expect(searched.filter((status) => status === 200)).toHaveLength(33);
  });

  it('words tried as usernames count as searches, also where nobody has them', async () => {
    const jon = await desk.signedIn('agent');
    const { id } = await anAccount(desk, { username: 'lotusfan' });
    const codes: string[] = [];
    for (let tried = 0; tried < 40; tried++) {
      const q = `guess${String.fromCharCode(97 + (tried % 26))}${tried < 26 ? 'x' : 'y'}`;
      const filter = encodeURIComponent(JSON.stringify({ q }));
      codes.push((await jon.get<Problem>(`/api/accounts?filter=${filter}`)).body.code);
    }
    expect(codes.filter((code) => code === 'second-detail-needed')).toHaveLength(30);
    expect(new Set(codes.slice(30))).toEqual(new Set(['search-limit-reached']));
    const filter = encodeURIComponent(JSON.stringify({ q: 'lotusfan' }));
    const found = await jon.get<AccountCard[]>(`/api/accounts?filter=${filter}`);
    expect(found.status).toBe(429);
    expect(JSON.stringify(found.body)).not.toContain(id);
    const { body: looks } = await jon.get<LooksView>('/api/looks');
    expect(looks.room).toContainEqual({ limit: 'searches-per-hour', used: 30, most: 30, near: true });
  });
});
