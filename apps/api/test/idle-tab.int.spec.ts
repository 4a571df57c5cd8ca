import type { CaseRevision, CaseView, ChallengeView, InsightsNow } from '@relink/contract';
import { aCase, aStory } from '@relink/testing';
import { Customer } from './harness/customer.ts';
import { aHeldEmail } from './harness/held-change.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };

/** As often as the console's own clocks ask in a quarter of an hour at the quickest. */
const REFRESHES = 20;

describe('a page that nobody touches', () => {
  let desk: TestDesk;
  let mira: Agent;
  let vera: Agent;
  let customer: Customer;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
    customer = new Customer(desk);
  });
  afterAll(() => desk.close());

  const eventsOf = async (agent: Agent): Promise<number> => {
    const [row] = await desk.sql<{ many: number }>(
      'select count(*)::int as many from audit_event where actor_id = $1',
      [agent.id],
    );
    return row?.many ?? 0;
  };
  const revisionOf = async (agent: Agent, caseId: string): Promise<string> => {
    const { status, body } = await agent.get<CaseRevision>(`/api/cases/${caseId}/revision`);
    expect(status).toBe(200);
    return body.revision;
  };
  const viewOf = async (agent: Agent, caseId: string): Promise<CaseView> =>
    (await agent.get<CaseView>(`/api/cases/${caseId}`)).body;
  const aCaseWithCode = async () => {
    const story = await aStory(desk, 'A');
    const { id } = await aCase(desk, { agentId: mira.id, claimed: story.old.id });
    const body = { accountId: story.old.id, identifierId: story.old.phone.id, purpose: 'spoken' };
    expect((await mira.post<ChallengeView>(`/api/cases/${id}/challenges`, body)).status).toBe(201);
    return { id, received: await customer.received(story.phone, 'spoken-code') };
  };

  it('takes no look while it renews its counts, the home page and what waits', async () => {
    await aHeldEmail(desk, mira, {});
    const since = encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString());
    const before = await eventsOf(vera);
    for (let turn = 0; turn < REFRESHES; turn++) {
      const { body } = await vera.get<InsightsNow>('/api/insights/now');
      expect(body.approvals.waiting).toBe(1);
      for (const path of [`home?since=${since}`, 'change-stops', 'me', 'audit-verification', 'audit-stream'])
        expect((await vera.get(`/api/${path}`)).status).toBe(200);
    }
    expect(await eventsOf(vera)).toBe(before);
    expect((await vera.get('/api/approvals')).status).toBe(200);
    expect(await eventsOf(vera)).toBe(before + 1);
  });

  it('takes no look while it shows an agent the call-backs that are theirs', async () => {
    const { id } = await aCase(desk, { agentId: mira.id, channel: 'call-back' });
    await desk.sql(
      `insert into call_back (case_id, phone, normalised, language, requested_at)
       values ($1, '079460 00001', '+447946000001', 'en', now())`,
      [id],
    );
    const before = await eventsOf(mira);
    const since = encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString());
    const { body } = await mira.get<{ mine: { id: string; callBack: unknown }[] }>(
      `/api/home?since=${since}`,
    );
    expect(body.mine.find((each) => each.id === id)).toMatchObject({ callBack: null });
    expect(await eventsOf(mira)).toBe(before);
  });

  it('takes no look while a code is awaited, and learns when it was answered', async () => {
    const { id, received } = await aCaseWithCode();
    const { revision } = await viewOf(mira, id);
    const before = await eventsOf(mira);
    for (let turn = 0; turn < REFRESHES; turn++) expect(await revisionOf(mira, id)).toBe(revision);
    expect(await eventsOf(mira)).toBe(before);
    expect((await customer.answer(received)).status).toBe(200);
    const moved = await revisionOf(mira, id);
    expect(moved).not.toBe(revision);
    expect((await viewOf(mira, id)).revision).toBe(moved);
    expect(await revisionOf(mira, id)).toBe(moved);
  });

  it('is told of a case only that it changed: nothing that could be guessed from the case', async () => {
    const { id } = await aCaseWithCode();
    const { body } = await mira.get<object>(`/api/cases/${id}/revision`);
    expect(Object.keys(body)).toEqual(['revision']);
    expect(await revisionOf(mira, id)).toMatch(/^[\w-]{43}$/);
    const nobody = await mira.get('/api/cases/01900000-0000-7000-8000-000000000000/revision');
    expect(nobody.status).toBe(404);
  });

  it('learns that a code has run out, and that somebody wrote a note; what is typed is no news', async () => {
    const { id } = await aCaseWithCode();
    const first = await revisionOf(mira, id);
    await mira.put(`/api/cases/${id}/draft`, { body: 'She calls from' });
    expect(await revisionOf(mira, id)).toBe(first);
    await mira.post(`/api/cases/${id}/notes`, { body: 'She calls from a neighbour’s phone.' });
    const second = await revisionOf(mira, id);
    expect(second).not.toBe(first);
    desk.pass({ minutes: 11 });
    expect(await revisionOf(mira, id)).not.toBe(second);
  });
});
