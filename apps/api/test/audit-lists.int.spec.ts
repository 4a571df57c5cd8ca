import type { AuditEventView, AuditFilterView } from '@relink/contract';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { countEvents, horizonOf, pageStatement } from '../src/features/audit/audit-events.repository.ts';
import type { AuditFilter, AuditSort } from '../src/features/audit/event-search.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Problem = { code: string; errors?: Record<string, string> };
type Explained = { 'QUERY PLAN': { Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }[] };

const NEWEST: AuditSort = ['at', 'DESC'];
const MONTHS = 12;
const EVENTS = 60_000;
/** Of these actions the last is rare. */
const ACTIONS = ['account.viewed', 'accounts.searched', 'case.opened', 'challenge.sent', 'policy.set'];

describe('the list of a log that has grown long', () => {
  let desk: TestDesk;
  let supervisor: Browser & { id: string };
  let agents: string[];
  const account = uuidv7();
  beforeAll(async () => {
    desk = await TestDesk.open();
    supervisor = await desk.signedIn('supervisor');
    agents = [];
    for (let nth = 0; nth < 4; nth++) agents.push((await desk.hire('agent')).id);
    await desk.sql("insert into account (id, realm) values ($1, 'main')", [account]);
    await desk.sql(`select audit_prepare_months((now() - interval '${String(MONTHS)} months')::date, 12)`);
    await desk.sql(
      `insert into audit_event (id, at, actor_kind, actor_id, address, origin, action, outcome, account_id, canonical, hash)
       select e.id, e.at, 'agent', e.actor, e.address, e.origin, e.action, e.outcome, e.account,
         convert_to(json_build_object('v', 1, 'id', e.id, 'at', to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
           'actor', json_build_object('kind', 'agent', 'id', e.actor, 'address', e.address), 'origin', e.origin,
           'action', e.action, 'outcome', e.outcome, 'caseId', null, 'accountId', e.account,
           'facts', json_build_object('nth', e.n), 'sealed', null)::text, 'UTF8'), sha256('x')
       from (select n, gen_random_uuid() as id,
           date_trunc('milliseconds', now() - interval '10 minutes' - n * interval '7 minutes') as at,
           ($1::uuid[])[1 + n % 3] as actor, '10.0.0.' || n % 7 as address,
           case when n % 5 = 0 then 'case' when n % 20001 = 0 then 'import' end as origin,
           case when n % 20000 = 19999 then ($2::text[])[5] else ($2::text[])[1 + n % 4] end as action,
           case when n % 500 = 0 then 'refused' else 'done' end as outcome,
           case when n % 6000 = 1 then $3::uuid end as account
         from generate_series(1, ${String(EVENTS)}) n) e`,
      [agents, ACTIONS, account],
    );
    await desk.sql('vacuum analyze audit_event');
  });
  afterAll(() => desk.close());

  const list = (filter: object, more = '') =>
    supervisor.get<AuditEventView[]>(
      `/api/audit-events?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`,
    );
  const nths = async (filter: object, more = '') =>
    (await list(filter, more)).body.map(({ facts }) => facts['nth']);
  const pool = () => poolOf(desk.app.get(DataSource));

  /** How many pages of the database one page of the list takes, with what bounds its search. */
  const buffersOf = async (filter: AuditFilter) => {
    const accounts = filter.accountId === undefined ? [] : [filter.accountId];
    const bound = await horizonOf(pool(), filter, accounts, NEWEST);
    const { text, values } = pageStatement(
      filter,
      accounts,
      NEWEST,
      { offset: 0, limit: 50 },
      bound?.horizon,
    );
    const [explained] = await desk.sql<Explained>(`explain (analyze, buffers, format json) ${text}`, [
      ...values,
    ]);
    const { Plan: plan } = explained!['QUERY PLAN'][0]!;
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  };

  it('serves what a supervisor combines from indexes, however long it is', async () => {
    const [one = '', two = '', , nobody = ''] = agents;
    const from = new Date(Date.now() - 90 * 86_400_000).toISOString();
    const asked: AuditFilter[] = [
      {},
      { from },
      { agentIds: [one] },
      { agentIds: [nobody] },
      { agentIds: [one, two, nobody] },
      { actions: ['policy.set'] },
      { action: 'policy.' },
      { actions: ACTIONS },
      { agentIds: [one, two], actions: ['policy.set', 'case.opened'] },
      { agentIds: [nobody], actions: ['case.opened'] },
      { accountId: account },
      { accountId: account, agentIds: [one] },
      { outcome: 'refused' },
      { agentIds: [one], outcome: 'refused' },
      { actions: ['case.opened'], outcome: 'refused' },
      { address: '10.0.0.3' },
      { address: '192.0.2.200' },
      { address: '10.0.0.3', actions: ['policy.set'] },
      { address: '10.0.0.3', action: 'policy.' },
      { address: '192.0.2.200', actions: ['account.viewed'] },
      { origin: 'import' },
      { origin: 'portal' },
      { agentIds: [one], from, outcome: 'refused' },
      { before: { at: from } },
    ];
    const costs: [AuditFilter, number][] = [];
    for (const filter of asked) costs.push([filter, await buffersOf(filter)]);
    // 60,000 events lie on some 4,000 pages: one that is read whole would stand out.
    expect(costs.filter(([, buffers]) => buffers > 900)).toEqual([]);
  });

  it('is paged by place to any depth: nothing twice, nothing left out', async () => {
    const filter = { agentIds: [agents[0]!], actions: ['policy.set', 'case.opened'] };
    const all: unknown[] = [];
    let before: object | undefined;
    for (let pages = 0; pages < 100; pages++) {
      const { body } = await list({ ...filter, ...(before && { before }) }, '&range=[0,499]');
      all.push(...body.map(({ facts }) => facts['nth']));
      const last = body.at(-1);
      if (body.length < 500 || !last) break;
      before = { at: last.at, id: last.id };
    }
    const [expected] = await desk.sql<{ count: number }>(
      `select count(*)::int as count from audit_event where actor_id = $1 and action in ('policy.set', 'case.opened')`,
      [agents[0]],
    );
    expect(all).toHaveLength(expected!.count);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual([...(all as number[])].sort((a, b) => a - b));
  });

  it('goes back to what is newer: the nearest, still the newest first', async () => {
    const { body } = await list({ agentIds: [agents[1]!] }, '&range=[0,29]');
    const place = { at: body[19]!.at, id: body[19]!.id };
    const newer = await list({ agentIds: [agents[1]!], after: place }, '&range=[0,9]');
    expect(newer.body.map(({ id }) => id)).toEqual(body.slice(9, 19).map(({ id }) => id));
  });

  it('is opened at a time', async () => {
    const { body: first } = await list({}, '&range=[0,0]');
    const at = new Date(new Date(first[0]!.at).getTime() - 40 * 86_400_000).toISOString();
    const { body } = await list({ before: { at } }, '&range=[0,9]');
    expect(body).toHaveLength(10);
    expect(body.every((event) => event.at < at)).toBe(true);
  });

  it('joins all conditions, and several agents or actions by or', async () => {
    const [one = '', two = ''] = agents;
    const { body } = await list(
      { agentIds: [one, two], actions: ['case.opened', 'challenge.sent'], origin: 'case', outcome: 'done' },
      '&range=[0,199]',
    );
    expect(body).toHaveLength(200);
    for (const event of body) {
      expect([one, two]).toContain(event.actorId);
      expect(['case.opened', 'challenge.sent']).toContain(event.action);
      expect([event.origin, event.outcome]).toEqual(['case', 'done']);
    }
    expect(await nths({ action: 'policy.', actions: ['case.opened'] })).toEqual([]);
    expect((await list({ accountId: account, outcome: 'done' })).body).toHaveLength(10);
  });

  it('says how far it looked where no index leads, and goes on from there', async () => {
    const filter = { agentIds: agents, address: '192.0.2.200' };
    const bound = await horizonOf(pool(), filter, [], NEWEST);
    expect(bound).toBeDefined();
    const { body, headers } = await list(filter);
    expect([body, headers.get('relink-count')]).toEqual([[], 'at-least']);
    const [at, id] = headers.get('relink-searched-to')!.split('/');
    expect(Date.parse(at!)).toBeLessThan(Date.now());
    let searched: string | null = `${at!}/${id!}`;
    let pages = 1;
    for (; searched !== null && pages < 10; pages++) {
      const [from, behind] = searched.split('/');
      const on = await list({ ...filter, before: { at: from, id: behind } });
      expect([on.status, on.body]).toEqual([200, []]);
      searched = on.headers.get('relink-searched-to');
    }
    // 60,000 events, 20,000 of them at a time; the last page finds out that there are no more.
    expect([searched, pages]).toEqual([null, 4]);
  });

  it('counts up to ten thousand and says when it guesses', async () => {
    const { headers } = await list({ agentIds: [agents[0]!] }, '&range=[0,0]');
    expect(headers.get('relink-count')).toBe('estimate');
    expect(await countEvents(pool(), { actions: ['policy.set'] }, [])).toBe(3);
  });

  it('shows an account with those merged into it when asked to', async () => {
    const [survivor, merged] = [uuidv7(), uuidv7()];
    await desk.sql("insert into account (id, realm) values ($1, 'main')", [survivor]);
    await desk.sql("insert into account (id, realm, status, merged_into) values ($1, 'main', 'merged', $2)", [
      merged,
      survivor,
    ]);
    for (const [nth, id] of [merged, survivor].entries())
      await desk.sql(
        `insert into audit_event (id, at, actor_kind, action, outcome, account_id, canonical, hash)
         select gen_random_uuid(), at, actor_kind, 'account.viewed', outcome, $1, canonical, hash from audit_event order by at desc, id desc offset $2 limit 1`,
        [id, nth],
      );
    for (const id of [survivor, merged]) {
      const filter = { accountId: id, actions: ['account.viewed'] };
      expect((await list(filter)).body).toHaveLength(1);
      expect((await list({ ...filter, withMerged: true })).headers.get('content-range')).toBe(
        'audit-events 0-1/2',
      );
    }
  });

  it.each([
    [{ before: { at: 'noon' } }, 'filter.before.at'],
    [{ agentIds: [] }, 'filter.agentIds'],
    [{ outcome: 'perhaps' }, 'filter.outcome'],
  ])('refuses the filter %j', async (filter, field) => {
    const { status, body } = await list(filter);
    expect([status, Object.keys((body as unknown as Problem).errors ?? {})]).toEqual([422, [field]]);
  });

  describe('filters with a name', () => {
    const mine = async () =>
      (await supervisor.get<AuditFilterView[]>('/api/audit-filters?range=[0,99]')).body;
    const remove = (id: string, by: Browser = supervisor) =>
      by.fetch(`/api/audit-filters/${id}`, {
        method: 'DELETE',
        headers: { 'idempotency-key': randomUUID() },
      });

    it('are kept for one’s own, replaced under their name, and deleted', async () => {
      const filter = { actions: ['merge.done'], outcome: 'refused' };
      const kept = await supervisor.post<AuditFilterView>('/api/audit-filters', { name: 'Merges', filter });
      expect(kept).toMatchObject({ status: 201, body: { name: 'Merges', filter } });
      await supervisor.post('/api/audit-filters', { name: 'Merges', filter: { accountId: account } });
      expect(await mine()).toMatchObject([{ name: 'Merges', filter: { accountId: account } }]);
      const other = await desk.signedIn('admin');
      expect((await other.get('/api/audit-filters')).body).toEqual([]);
      const [{ id } = { id: '' }] = await mine();
      expect((await remove(id, other)).status).toBe(404);
      expect((await remove(id)).status).toBe(204);
      expect(await mine()).toEqual([]);
    });

    it('are no more than fifty', async () => {
      for (let nth = 0; nth < 50; nth++)
        await supervisor.post('/api/audit-filters', { name: `Nr ${String(nth)}`, filter: {} });
      const { status, body } = await supervisor.post<Problem>('/api/audit-filters', {
        name: 'More',
        filter: {},
      });
      expect([status, body.code]).toEqual([409, 'filters-full']);
      expect(await mine()).toHaveLength(50);
    });
  });
});
