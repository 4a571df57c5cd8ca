import { AGENT_ROLES } from '@relink/domain';
import { aCase, anAccount, insert } from '@relink/testing';
import simpleRestProvider from 'ra-data-simple-rest';
import { v7 as uuidv7 } from 'uuid';
import { PASSWORD, TestDesk } from './harness/test-desk.ts';

type Row = Record<string, unknown> & { id: string };
type List = {
  readonly resource: string;
  /** Something else to sort by than the id. */
  readonly field: string;
  /** Leaves some rows of a full list out. */
  readonly filter: Record<string, unknown>;
  readonly fits: (row: Row) => boolean;
};

const MANY = 30;
let zenobia: string;

const LISTS: readonly List[] = [
  {
    resource: 'agents',
    field: 'username',
    filter: { role: 'supervisor' },
    fits: ({ role }) => role === 'supervisor',
  },
  {
    resource: 'cases',
    field: 'reference',
    filter: { channel: 'chat' },
    fits: ({ channel }) => channel === 'chat',
  },
  {
    resource: 'messages',
    field: 'createdAt',
    filter: { channel: 'sms' },
    fits: ({ channel }) => channel === 'sms',
  },
  {
    resource: 'audit-events',
    field: 'at',
    filter: { action: 'sign-in.' },
    fits: ({ action }) => String(action).startsWith('sign-in.'),
  },
  {
    resource: 'accounts',
    field: 'orderCount',
    filter: { q: 'Zenobia Quillfeather' },
    fits: ({ id }) => id === zenobia,
  },
  {
    resource: 'notices',
    field: 'at',
    filter: { kind: 'agent-stopped' },
    fits: ({ kind }) => kind === 'agent-stopped',
  },
  {
    resource: 'approvals',
    field: 'requestedAt',
    filter: { state: 'waiting' },
    fits: ({ state }) => state === 'waiting',
  },
  {
    resource: 'reviews',
    field: 'day',
    filter: { reason: 'lockout-lifted' },
    fits: ({ reason }) => reason === 'lockout-lifted',
  },
  {
    resource: 'duplicates',
    field: 'weight',
    filter: { state: 'merged' },
    fits: ({ state }) => state === 'merged',
  },
  {
    resource: 'imports',
    field: 'createdAt',
    filter: { state: 'failed' },
    fits: ({ state }) => state === 'failed',
  },
  {
    resource: 'import-mappings',
    field: 'name',
    filter: { q: 'till 1' },
    fits: ({ name }) => String(name).startsWith('Till 1'),
  },
];

/** As it is published, with its own fetch: only the cookie is put in, which a browser would do. */
describe('an unmodified ra-data-simple-rest', () => {
  let desk: TestDesk;
  let provider: ReturnType<typeof simpleRestProvider>;
  const plainFetch = globalThis.fetch;

  const likely = async (one: string, other: string, state: string, weight: number) => {
    const [first, second] = [one, other].sort();
    await insert(desk, 'duplicate', {
      id: uuidv7(),
      realm: 'main',
      account_a: first,
      account_b: second,
      weight,
      probability: 0.9,
      reasons: JSON.stringify([{ signal: 'same-phone', weight: 8 }]),
      state,
      found_at: new Date(Date.UTC(2026, 0, 1)),
    });
  };

  beforeAll(async () => {
    desk = await TestDesk.open();
    const { username, id: agentId } = await desk.hire('admin');
    const { id: doubled } = await anAccount(desk);
    let before = doubled;
    for (let nth = 0; nth < MANY; nth++) {
      const { id: accountId } = await anAccount(desk);
      await likely(doubled, accountId, 'open', nth);
      if (before !== doubled) await likely(before, accountId, 'merged', nth);
      before = accountId;
      await desk.sql('update account set order_count = $2 where id = $1', [accountId, nth]);
      await desk.hire(AGENT_ROLES[nth % 3]!);
      const day = new Date(Date.UTC(2026, 0, 1 + nth)).toISOString().slice(0, 10);
      await insert(desk, 'review_draw', { day, drawn_at: new Date(), percent: 5, closed: 1, drawn: 1 });
      await insert(desk, 'review', {
        ...{ id: uuidv7(), day, reason: nth % 2 === 0 ? 'lockout-lifted' : 'merge-unapproved' },
        ...{ subject_id: accountId, account_id: accountId, drawn_at: new Date(), about: [agentId] },
      });
      await aCase(desk, { agentId, channel: nth % 2 === 0 ? 'phone' : 'chat' });
      await insert(desk, 'message', {
        id: uuidv7(),
        channel: nth % 2 === 0 ? 'email' : 'sms',
        template: 'password-reset',
        language: 'en',
        realm: 'main',
        account_id: accountId,
        destination: nth % 2 === 0 ? 'asha@mail.example' : '+919812345678',
        created_at: new Date(Date.UTC(2026, 0, 1 + nth)),
      });
      await insert(desk, 'notice', {
        id: uuidv7(),
        kind: nth % 2 === 0 ? 'agent-stopped' : 'suspected-fraud',
        at: new Date(Date.UTC(2026, 0, 1 + nth)),
      });
      const plan = { hash: String(nth).padStart(64, '0'), kind: 'change-reversal', account_id: accountId };
      await insert(desk, 'plan', { ...plan, body_sealed: Buffer.from('sealed'), created_at: new Date() });
      await insert(desk, 'approval', {
        id: uuidv7(),
        kind: 'reversal',
        account_id: accountId,
        plan_hash: plan.hash,
        security_versions: '{}',
        requested_at: new Date(Date.UTC(2026, 0, 1 + nth)),
        expires_at: new Date(Date.UTC(2126, 0, 1)),
        state: nth % 2 === 0 ? 'waiting' : 'void',
        decided_at: nth % 2 === 0 ? null : new Date(Date.UTC(2026, 0, 2 + nth)),
      });
      await insert(desk, 'import_run', {
        id: uuidv7(),
        realm: 'main',
        file_name: 'customers.csv',
        stored_as: 'customers.csv',
        file_bytes: 0,
        state: nth % 2 === 0 ? 'finished' : 'failed',
        created_at: new Date(Date.UTC(2026, 0, 1 + nth)),
      });
      await insert(desk, 'import_mapping', {
        id: uuidv7(),
        realm: 'main',
        name: `Till ${String(nth)}`,
        definition: {
          records: 'customers',
          columns: { id: 'No' },
          dates: 'ymd',
          decimals: 'point',
          country: null,
        },
        header: ['No'],
        header_key: 'no',
        created_at: new Date(Date.UTC(2026, 0, 1 + nth)),
        updated_at: new Date(Date.UTC(2026, 0, 1 + nth)),
      });
      await desk.browser().post('/api/sign-in', { username: `guess-${String(nth)}`, password: 'wrong' });
    }
    zenobia = (await anAccount(desk, { firstName: 'Zenobia', lastName: 'Quillfeather' })).id;
    const entered = await desk.browser().post('/api/sign-in', { username, password: PASSWORD });
    const cookie = entered.headers.getSetCookie()[0]!.split(';')[0]!;
    globalThis.fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('cookie', cookie);
      return plainFetch(input, { ...init, headers });
    };
    provider = simpleRestProvider(`${desk.url}/api`);
  });
  afterAll(async () => {
    globalThis.fetch = plainFetch;
    await desk.close();
  });

  describe.each(LISTS)('reads $resource', ({ resource, field, filter, fits }) => {
    const page = async (
      page: number,
      perPage: number,
      order: 'ASC' | 'DESC' = 'ASC',
      by = 'id',
      where = {},
    ) => {
      const sort = { field: by, order };
      return provider.getList<Row>(resource, { pagination: { page, perPage }, sort, filter: where });
    };

    it('page by page, and knows how many there are', async () => {
      const first = await page(1, 4);
      const second = await page(2, 4);
      expect([first.data.length, second.data.length]).toEqual([4, 4]);
      expect(first.total).toBeGreaterThanOrEqual(MANY);
      const ids = [...first.data, ...second.data].map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].sort());
      expect((await page(50, 25)).data).toEqual([]);
    });

    it.each(['id', field])('sorted either way (%s)', async (by) => {
      const up = (await page(1, 100, 'ASC', by)).data.map((row) => row[by]);
      const down = (await page(1, 100, 'DESC', by)).data.map((row) => row[by]);
      expect(new Set(up).size).toBeGreaterThanOrEqual(MANY);
      const rising = (values: unknown[]) =>
        values.every((value, at) => at === 0 || values[at - 1]! <= value!);
      expect(rising(up)).toBe(true);
      expect(rising(down.reverse())).toBe(true);
    });

    it('filtered', async () => {
      const { data, total } = await page(1, 100, 'ASC', 'id', filter);
      expect(data.length).toBeGreaterThan(0);
      expect(data.every(fits)).toBe(true);
      expect(total).toBe(data.length);
    });

    it('one, and many at once, more than a page of them', async () => {
      const { data } = await page(1, MANY);
      const one = await provider.getOne<Row>(resource, { id: data[0]!.id });
      expect(one.data.id).toBe(data[0]!.id);
      const many = await provider.getMany<Row>(resource, { ids: data.map(({ id }) => id) });
      expect(many.data.map(({ id }) => id).sort()).toEqual(data.map(({ id }) => id).sort());
    });

    it('and is told when a row is not there', async () => {
      await expect(provider.getOne(resource, { id: uuidv7() })).rejects.toMatchObject({ status: 404 });
    });
  });
});
