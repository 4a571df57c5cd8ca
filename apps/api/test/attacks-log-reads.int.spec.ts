import type { AuditEventView, LooksView } from '@relink/contract';
import { aStory } from '@relink/testing';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };

const SECRET = 'She moved to 8 Neem Road';

describe('attacks by who reads the log', () => {
  let desk: TestDesk;
  let accountId: string;
  let eventId: string;

  beforeAll(async () => {
    desk = await TestDesk.open();
    const selma = await desk.signedIn('supervisor');
    ({
      old: { id: accountId },
    } = await aStory(desk, 'A'));
    await selma.get(`/api/accounts/${accountId}?reason=${encodeURIComponent(SECRET)}`);
    const [event] = await desk.sql<{ id: string }>(
      `select id from audit_event where action = 'account.viewed' and account_id = $1`,
      [accountId],
    );
    eventId = event!.id;
  });
  afterAll(() => desk.close());

  const list = (agent: Browser, filter: object) =>
    agent.get<AuditEventView[]>(`/api/audit-events?filter=${encodeURIComponent(JSON.stringify(filter))}`);
  const accountsUsed = async (agent: Browser) => {
    const { body } = await agent.get<LooksView>('/api/looks');
    return body.room.find(({ limit }) => limit === 'accounts-per-day')?.used;
  };

  it('the log is no directory: a list of many opens nobody’s values, however it is asked for', async () => {
    const sven = await desk.signedIn('supervisor');
    const another = '0190f2a0-0000-7000-8000-000000000001';
    for (const filter of [{}, { action: 'account.viewed' }, { id: [eventId, another] }]) {
      const { status, body } = await list(sven, filter);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain(SECRET);
      expect(body.find(({ id }) => id === eventId)).toMatchObject({
        withheld: true,
        erased: false,
        after: null,
      });
    }
    expect(await accountsUsed(sven)).toBe(0);
  });

  it('what is opened of an account, of a case or by one event is a look at the account', async () => {
    const sven = await desk.signedIn('supervisor');
    expect(JSON.stringify((await list(sven, { accountId })).body)).toContain(SECRET);
    const { body } = await sven.get<AuditEventView>(`/api/audit-events/${eventId}`);
    expect(body).toMatchObject({ withheld: false, after: { reason: SECRET } });
    expect(await accountsUsed(sven)).toBe(1);
  });

  it('beyond the accounts of a day it opens nothing any more', async () => {
    const greedy: Agent = await desk.signedIn('supervisor');
    await desk.sql(
      `select take_look($1, 'account', gen_random_uuid(), '{}', $2, '{24}', '{1000}') from generate_series(1, 150)`,
      [greedy.id, desk.now],
    );
    const { status, body } = await list(greedy, { accountId });
    expect([status, JSON.stringify(body).includes(SECRET)]).toEqual([200, false]);
    const one = await greedy.get<AuditEventView>(`/api/audit-events/${eventId}`);
    expect(one.body).toMatchObject({ withheld: true, after: null });
    const [notice] = await desk.sql<{ kind: string }>(
      `select kind from notice where agent_id = $1 and kind = 'limit-reached'`,
      [greedy.id],
    );
    expect(notice?.kind).toBe('limit-reached');
  });
});
