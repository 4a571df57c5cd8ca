import { setTimeout as wait } from 'node:timers/promises';
import type { AccountCard, MergeView, UndoPreview } from '@relink/contract';
import { isOfHighValue, STANDARD_POLICY } from '@relink/domain';
import { loadDemoShop } from '../src/demo/index.ts';
import { DEMO_STORIES } from '../src/demo/stories.ts';
import { PRINTED_TWINS } from '../src/demo/twins.ts';
import { TestDesk } from './harness/test-desk.ts';

describe('the demo shop', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open({}, { work: true });
    await loadDemoShop(desk.app);
  });
  afterAll(() => desk.close());

  it('is loaded whole, and only into an empty desk', async () => {
    expect(await desk.sql('select kind, refused, state from import_run order by created_at')).toEqual([
      { kind: 'shopify-customers', refused: 0, state: 'finished' },
      { kind: 'shopify-orders', refused: 0, state: 'finished' },
    ]);
    const [before] = await desk.sql<{ count: string }>('select count(*) from account');
    expect(Number(before?.count)).toBeGreaterThan(280);
    expect(await loadDemoShop(desk.app)).toBe(false);
    expect(await desk.sql('select count(*) from account')).toEqual([before]);
  });

  it('has accounts with something to add up, to ask about and to be stopped by', async () => {
    const [marta] = await desk.sql(
      `select a.birth_date::text, a.contact_preference, a.loyalty_points::int as points, a.order_count, a.has_balance,
              (select json_agg(c.currency order by c.currency) from store_credit c where c.account_id = a.id) as credits,
              (select count(*)::int from subscription s where s.account_id = a.id) as subscriptions
         from account a join identifier i on i.account_id = a.id
        where i.normalised = 'marta.lindqvist+kampanj@mail.example'`,
    );
    expect(marta).toEqual({
      birth_date: '1984-03-09',
      contact_preference: 'sms',
      points: 430,
      order_count: 3,
      has_balance: true,
      credits: ['EUR', 'SEK'],
      subscriptions: 1,
    });
    expect(await desk.sql('select kind from account_hold where ended_at is null')).toEqual([
      { kind: 'dispute' },
    ]);
  });

  it('shows a merge that was done, and the pairs that are likely duplicates but not the household', async () => {
    await expect(untilWorkedOff(desk)).resolves.toBe('done');
    const found = await desk.sql<{ names: string }>(
      `select least(a.last_name, b.last_name) || ' ' || greatest(a.last_name, b.last_name) as names
         from duplicate d join account a on a.id = d.account_a join account b on b.id = d.account_b
        where d.state = 'open'`,
    );
    const names = found.map((each) => each.names);
    expect(names).toEqual(expect.arrayContaining(['Lindkvist Lindqvist', 'Fairbanks Owen']));
    expect(names).not.toContain('Delgado Delgado');
  });

  it('takes no two customers for one who are alike by accident: numbered, of few names and in few towns', async () => {
    const found = await desk.sql<{ families: string[] }>(
      `select array[a.last_name, b.last_name] as families
         from duplicate d join account a on a.id = d.account_a join account b on b.id = d.account_b
        where d.state = 'open' and d.reasons::text not like '%began-after-reset%'`,
    );
    // Jonas Köhler and J. Koehler are one account by now: the demo's worker has merged them.
    expect(found.map(({ families }) => families.toSorted().join(' ')).toSorted()).toEqual([
      'Desai દેસાઈ',
      'Fairbanks Owen',
      'Lindkvist Lindqvist',
      'Schröder Schröder',
    ]);
  });

  it('lets that merge be taken back', async () => {
    const supervisor = await desk.signedIn('supervisor');
    const [merge] = (await supervisor.get<MergeView[]>('/api/merges')).body;
    expect(merge).toMatchObject({ state: 'done', mayUndo: true, sums: { points: 110 } });
    const preview = await supervisor.post<UndoPreview>(`/api/merges/${merge!.id}/undo/preview`, {});
    expect(preview).toMatchObject({ status: 200, body: { changes: [], notPossible: null } });
    expect(preview.body.moves).toMatchObject({ orders: 2, points: 110 });
  });

  it.each(DEMO_STORIES)(
    'shows an agent who searches $phone the orphaned account and its likely duplicate',
    async (story) => {
      const agent = await desk.signedIn('agent');
      const filter = encodeURIComponent(JSON.stringify({ q: story.phone }));
      const { body } = await agent.get<AccountCard[]>(`/api/accounts?filter=${filter}`);
      const marks = body.map((card) => card.marks).toSorted((a, b) => a.length - b.length);
      expect(body).toHaveLength(2);
      expect(marks.flat()).toEqual(expect.arrayContaining(['orphaned', 'likely-duplicate']));
      const old = body.find((card) => card.marks.includes('orphaned'));
      const phone = old?.identifiers.find(({ kind, use }) => kind === 'phone' && use === 'login');
      expect(phone?.state).toBe(story.variant === 'A' ? 'verified' : 'released');
      expect(old?.orderCount).toBe(5);
    },
  );

  it.each(DEMO_STORIES)('holds the new e-mail of $firstName as it is printed: $newEmail', async (story) => {
    const totals = await desk.sql<{ currency: string; total: number }>(
      `select o.currency, sum(o.total)::float8 as total from shop_order o
        where o.account_id = (select account_id from shop_order where number = $1) group by o.currency`,
      [story.lastOrderNumber],
    );
    const worth = { orderCount: 5, hasBalance: false, hasSubscription: false, totals };
    expect(isOfHighValue(worth, STANDARD_POLICY)).toBe(story.newEmail === 'held');
  });

  it('prints a second detail by which an agent finds each pair, who by a name alone finds nobody', async () => {
    const agent = await desk.signedIn('agent');
    const search = (filter: object) =>
      agent.get<AccountCard[]>(`/api/accounts?filter=${encodeURIComponent(JSON.stringify(filter))}`);
    for (const { twins } of PRINTED_TWINS) {
      const [{ firstName, lastName }] = twins.accounts;
      const q = `${firstName} ${lastName}`;
      expect((await search({ q })).body).toMatchObject({ code: 'second-detail-needed' });
      const { body } = await search({ q, postcode: twins.city.postcode });
      expect(body.length).toBeGreaterThan(0);
    }
  });
});

/** Waits for the worker; returns how the one merge of the demo shop stands. What it moved is compared anew after it. */
async function untilWorkedOff(desk: TestDesk): Promise<string | undefined> {
  let state: string | undefined;
  let asked = false;
  for (let waited = 0; waited < 30_000; waited += 100) {
    const [row] = await desk.sql<{ state: string; compared: boolean }>(
      `select state, exists (select from duplicate) and not exists (select from match_stale) and not exists
         (select from graphile_worker.jobs where task_identifier = 'find_duplicates' and run_at <= now()) as compared
         from merge`,
    );
    state = row?.state;
    if (state === 'done' && asked && row?.compared === true) break;
    // The next round would be within the minute.
    if (state === 'done' && !asked) {
      await desk.sql(`select graphile_worker.add_job('find_duplicates', max_attempts := 1)`);
      asked = true;
    }
    await wait(100);
  }
  return state;
}
