import { aCase, anAccount, anAnsweredCode, aRound, aStory, type Story } from '@relink/testing';
import { type Answer, type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

type Event = { action: string; outcome: string; account_id: string | null; at: Date };

const HOURS = 24;
const HOUR_MS = 3_600_000;

/** The most that lie in any stretch of so many hours; each account once where they are told apart. */
function mostWithin(events: readonly Event[], hours: number, distinct: boolean): number {
  const from = (at: Date) => at.getTime() - hours * HOUR_MS;
  return Math.max(
    0,
    ...events.map(({ at }) => {
      const inside = events.filter((each) => each.at.getTime() > from(at) && each.at <= at);
      return distinct ? new Set(inside.map(({ account_id: id }) => id)).size : inside.length;
    }),
  );
}

describe('a greedy agent, for 24 hours', () => {
  let desk: TestDesk;
  let greta: { id: string; username: string };
  let story: Story;
  let caseId: string;
  const accounts: string[] = [];
  const asked = { searches: 0, views: 0, reveals: 0 };
  const answers: Answer<{ code?: string; details?: { retryAfterSeconds?: number } }>[] = [];

  beforeAll(async () => {
    desk = await TestDesk.open();
    greta = await desk.hire('agent', 'greta');
    story = await aStory(desk, 'A');
    ({ id: caseId } = await aCase(desk, { agentId: greta.id, claimed: story.old.id }));
    const about = { caseId, accountId: story.old.id, agentId: greta.id };
    await aRound(desk, about);
    await anAnsweredCode(desk, { ...about, identifier: story.old.phone });
    for (let index = 0; index < 260; index++) accounts.push((await anAccount(desk, {})).id);
  });
  afterAll(() => desk.close());

  /** Stolen or shared: as many as there are, on whichever server. */
  const sessions = async (urls: readonly string[]): Promise<Browser[]> => {
    const browsers = urls.map((url) => desk.browser(url));
    for (const browser of browsers) {
      const { status } = await browser.post('/api/sign-in', { username: 'greta', password: PASSWORD });
      expect(status).toBe(200);
    }
    return browsers;
  };
  const stayVerified = async () => {
    await desk.sql('update evidence_round set at = $1 where case_id = $2', [desk.now, caseId]);
    await desk.sql('update challenge set used_at = $1 where case_id = $2', [desk.now, caseId]);
  };
  const grab = async (browsers: readonly Browser[], round: number, identifierId: string) => {
    const by = (index: number) => browsers[index % browsers.length]!;
    const calls = [
      ...Array.from({ length: 24 }, (_, index) => {
        asked.searches += 1;
        const filter = encodeURIComponent(JSON.stringify({ q: `${round}.${index}@mail.example` }));
        return by(index).get<{ code?: string }>(`/api/accounts?filter=${filter}`);
      }),
      ...Array.from({ length: 12 }, (_, index) => {
        asked.views += 1;
        const id = accounts[(round * 12 + index) % accounts.length]!;
        return by(index).get<{ code?: string }>(`/api/accounts/${id}`);
      }),
      ...Array.from({ length: 14 }, (_, index) => {
        asked.reveals += 1;
        const body = { accountId: story.old.id, field: { identifierId }, reason: 'I want it.' };
        return by(index).post<{ code?: string }>(`/api/cases/${caseId}/reveals`, body);
      }),
    ];
    answers.push(...(await Promise.all(calls)));
  };

  it('tries with many sessions, on two servers, one of which is started anew again and again', async () => {
    const [{ id: identifierId } = { id: '' }] = await desk.sql<{ id: string }>(
      `select id from identifier where account_id = $1 and kind = 'phone' limit 1`,
      [story.old.id],
    );
    let other = await desk.another();
    for (let hour = 0; hour < HOURS; hour++) {
      if (hour % 6 === 5) {
        await other.app.close();
        other = await desk.another();
      }
      const browsers = await sessions([desk.url, other.url, other.url]);
      await stayVerified();
      await grab(browsers, 2 * hour, identifierId);
      await grab(browsers, 2 * hour + 1, identifierId);
      // Windows that begin on the hour would let a second hour's worth through here.
      desk.pass({ minutes: 47 + (hour % 3) * 13 });
    }
    await other.app.close();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201, 429]));
  }, 240_000);

  it('and has seen no more than the limits in any stretch of time', async () => {
    const events = await desk.sql<Event>(
      `select action, outcome, account_id, at from audit_event
        where actor_id = $1 and outcome = 'done' order by at`,
      [greta.id],
    );
    const of = (action: string) => events.filter((event) => event.action === action);
    expect(mostWithin(of('accounts.searched'), 1, false)).toBe(30);
    expect(mostWithin(of('account.viewed'), 24, true)).toBe(150);
    expect(mostWithin(of('account.revealed'), 1, false)).toBe(20);
    expect(mostWithin(of('account.revealed'), 24, false)).toBe(60);
  });

  it('and every look and every refusal is an event', async () => {
    const rows = await desk.sql<{ action: string; many: number }>(
      `select action, count(*)::int as many from audit_event where actor_id = $1 group by action`,
      [greta.id],
    );
    const many = new Map(rows.map((row) => [row.action, row.many]));
    expect(many.get('accounts.searched')).toBe(asked.searches);
    expect(many.get('account.viewed')).toBe(asked.views);
    expect(many.get('account.revealed')).toBe(asked.reveals);
    const refused = answers.filter(({ status }) => status === 429);
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(
      new Set(['search-limit-reached', 'look-limit-reached', 'reveal-limit-reached']),
    );
    for (const { body } of refused) expect(body.details?.retryAfterSeconds).toBeGreaterThan(0);
  });

  it('and supervisors are told of each limit, near it and at it, once in its stretch', async () => {
    const notices = await desk.sql<{ kind: string; limit_name: string; at: Date }>(
      'select kind, limit_name, at from notice where agent_id = $1 order by at',
      [greta.id],
    );
    const told = new Set(notices.map(({ kind, limit_name: name }) => `${kind} ${name}`));
    for (const name of ['searches-per-hour', 'accounts-per-day', 'reveals-per-hour', 'reveals-per-day'])
      for (const kind of ['limit-near', 'limit-reached']) expect(told).toContain(`${kind} ${name}`);
    for (const key of told) {
      const times = notices
        .filter(({ kind, limit_name: name }) => `${kind} ${name}` === key)
        .map(({ at }) => at.getTime());
      const stretch = key.endsWith('day') ? 24 * HOUR_MS : HOUR_MS;
      for (const [index, at] of times.entries())
        if (index > 0) expect(at - times[index - 1]!).toBeGreaterThanOrEqual(stretch);
    }
    const supervisor = await desk.signedIn('supervisor');
    const { body } = await supervisor.get<{ kind: string; limitName: string | null }[]>('/api/notices');
    expect(body.some(({ kind, limitName }) => kind === 'limit-reached' && limitName !== null)).toBe(true);
  });

  it('and a search that opens a case is given back, up to the three latest', async () => {
    const jon = await desk.signedIn('agent');
    const target = await anAccount(desk, { email: 'a.customer@mail.example' });
    const search = (q: string) =>
      jon.get(`/api/accounts?filter=${encodeURIComponent(JSON.stringify({ q }))}`);
    const used = async () => {
      const { body } = await jon.get<{ room: { limit: string; used: number }[] }>('/api/looks');
      return body.room.find(({ limit }) => limit === 'searches-per-hour')?.used;
    };
    for (let time = 0; time < 5; time++) await search('a.customer@mail.example');
    await search('nobody@mail.example');
    expect(await used()).toBe(6);
    const { id } = await aCase(desk, { agentId: jon.id });
    await jon.post(`/api/cases/${id}/accounts`, { accountId: target.id, role: 'claimed' });
    expect(await used()).toBe(3);
    desk.pass({ minutes: 5 });
    await search('a.customer@mail.example');
    expect(await used()).toBe(4);
  });
});
