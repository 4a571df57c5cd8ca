import type { AgentSessionView, Problem } from '@relink/contract';
import { PASSWORD, TestDesk } from './harness/test-desk.ts';

describe('where agents are signed in', () => {
  let desk: TestDesk;
  beforeAll(async () => (desk = await TestDesk.open({ RELINK_TRUST_PROXY: '1' })));
  afterAll(() => desk.close());

  /** Somebody signed in on several browsers, from one network each. */
  const onBrowsers = async (addresses: readonly string[]) => {
    const { id, username } = await desk.hire('agent');
    const browsers = [];
    for (const address of addresses) {
      const browser = desk.browser();
      const headers = { 'x-forwarded-for': address, 'user-agent': `Browser at ${address}` };
      await browser.post('/api/sign-in', { username, password: PASSWORD }, headers);
      browsers.push(browser);
    }
    return { id, browsers };
  };

  it('is listed for themselves: network, browser, since when, and which is this one', async () => {
    const { browsers } = await onBrowsers(['203.0.113.7', '2001:db8:1:2:3:4:5:6']);
    const { body } = await browsers[1]!.get<AgentSessionView[]>('/api/my-sessions');
    expect(body.map(({ network, userAgent, current }) => [network, userAgent, current])).toEqual(
      expect.arrayContaining([
        ['203.0.113.7', 'Browser at 203.0.113.7', false],
        ['2001:db8:1:2::/64', 'Browser at 2001:db8:1:2:3:4:5:6', true],
      ]),
    );
    expect(body).toHaveLength(2);
    expect(JSON.stringify(body)).not.toContain(browsers[0]!.cookies().split('=')[1]);
  });

  it('is theirs to end: one, or all but this one, at the very next request', async () => {
    const { browsers } = await onBrowsers(['203.0.113.1', '203.0.113.2', '203.0.113.3']);
    const [here, second, third] = browsers;
    const sessions = (await here!.get<AgentSessionView[]>('/api/my-sessions')).body;
    const ofSecond = sessions.find(({ network }) => network === '203.0.113.2');
    const left = await here!.post<AgentSessionView[]>(`/api/my-sessions/${ofSecond!.id}/end`);
    expect([left.status, left.body.length]).toEqual([200, 2]);
    expect((await second!.get('/api/me')).status).toBe(401);
    expect((await third!.get('/api/me')).status).toBe(200);
    expect((await here!.post<AgentSessionView[]>('/api/my-sessions/end-others')).body).toHaveLength(1);
    expect((await third!.get('/api/me')).status).toBe(401);
    expect((await here!.get('/api/me')).status).toBe(200);
  });

  it('of somebody else is not theirs to end', async () => {
    const [one, other] = [await onBrowsers(['203.0.113.8']), await onBrowsers(['203.0.113.9'])];
    const [session] = (await other.browsers[0]!.get<AgentSessionView[]>('/api/my-sessions')).body;
    const answer = await one.browsers[0]!.post<Problem>(`/api/my-sessions/${session!.id}/end`);
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    expect((await other.browsers[0]!.get('/api/me')).status).toBe(200);
  });

  it('is an admin’s to see and to end, and each look and end is an event', async () => {
    const admin = await desk.signedIn('admin');
    const { id, browsers } = await onBrowsers(['203.0.113.4', '203.0.113.5']);
    const { body } = await admin.get<AgentSessionView[]>(`/api/agents/${id}/sessions`);
    expect(body.map(({ current }) => current)).toEqual([false, false]);
    const one = await admin.post<AgentSessionView[]>(`/api/agents/${id}/sessions/${body[0]!.id}/end`);
    expect(one.body).toHaveLength(1);
    const none = await admin.post<AgentSessionView[]>(`/api/agents/${id}/sessions/end-all`);
    expect(none.body).toEqual([]);
    for (const browser of browsers) expect((await browser.get('/api/me')).status).toBe(401);
    const events = await desk.sql<{ action: string }>(
      `select action from audit_event where actor_id = $1 and action like 'agent.session%' order by at, id`,
      [admin.id],
    );
    expect(events.map(({ action }) => action)).toEqual([
      'agent.sessions-listed',
      'agent.session-ended',
      'agent.session-ended',
    ]);
  });

  it.each<[string, object]>([
    ['is disabled', { disabled: true }],
    ['gets another role', { role: 'supervisor' }],
    ['gets another password', { password: 'another password of theirs' }],
  ])('is nowhere any more once somebody %s: the next request of each is refused', async (_, change) => {
    const admin = await desk.signedIn('admin');
    const { id, browsers } = await onBrowsers(['203.0.113.4', '203.0.113.5']);
    expect((await admin.put(`/api/agents/${id}`, change)).status).toBe(200);
    for (const browser of browsers) {
      expect((await browser.get('/api/me')).status).toBe(401);
      expect((await browser.post('/api/cases', { channel: 'phone' })).status).toBe(401);
    }
  });
});
