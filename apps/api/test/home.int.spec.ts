import type { CaseView, Home } from '@relink/contract';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };

describe('the page that a shift begins with', () => {
  let desk: TestDesk;
  let mira: Agent;
  let sam: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    sam = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const home = async (agent: Agent, since = hoursAgo(8)) =>
    (await agent.get<Home>(`/api/home?since=${encodeURIComponent(since)}`)).body;

  it('shows my cases and not a colleague’s, and what the team did today', async () => {
    const open = (agent: Agent) => agent.post<CaseView>('/api/cases', { channel: 'phone' });
    const { body: mine } = await open(mira);
    const { body: done } = await open(mira);
    await open(sam);
    await mira.post(`/api/cases/${done.id}/close`, { outcome: 'customer-gave-up' });
    const page = await home(mira);
    expect(page.mine.map(({ id }) => id)).toEqual([mine.id]);
    expect(page).toMatchObject({ mineTotal: 1, dueTotal: 0, oversight: null, changesStopped: null });
    expect(page.team).toMatchObject({
      opened: 3,
      closed: 1,
      open: 2,
      byOutcome: [{ outcome: 'customer-gave-up', cases: 1 }],
    });
  });

  it('shows what waits for a supervisor only to one', async () => {
    expect((await home(sam)).oversight).toEqual({ notices: 0, approvals: 0 });
  });

  it('says when changes are stopped, since when and why', async () => {
    const admin = await desk.signedIn('admin');
    await admin.post('/api/change-stops', { reason: 'A drill.' });
    expect((await home(mira)).changesStopped).toEqual({ since: expect.any(String), reason: 'A drill.' });
  });

  it('counts no further back than two days, however far back is asked', async () => {
    await desk.sql(`update recovery_case set opened_at = now() - interval '3 days'`);
    expect((await home(mira, '1970-01-01T00:00:00.000Z')).team.opened).toBe(0);
  });

  it('wants to know where the day began', async () => {
    expect((await mira.get('/api/home')).status).toBe(422);
  });
});
