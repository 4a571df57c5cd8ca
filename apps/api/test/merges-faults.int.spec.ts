import type { MergeView } from '@relink/contract';
import { anAnsweredCode, aCase, aRound } from '@relink/testing';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { FollowOrders } from '../src/features/imports/follow-orders.ts';
import { ExecuteMerge } from '../src/features/merges/execute-merge.ts';
import { type Agent, ask, aScene, carryOut, preview, type Scene } from './harness/merge-scene.ts';
import { giveRoomToChange } from './harness/room-to-change.ts';
import { TestDesk } from './harness/test-desk.ts';

/** Every table a merge writes to, and by which of its columns the rows of two accounts are found. */
const WRITTEN = {
  account: 'id',
  identifier: 'account_id',
  address: 'account_id',
  store_credit: 'account_id',
  gift_card: 'account_id',
  subscription: 'account_id',
  consent: 'account_id',
  credential: 'account_id',
  second_factor: 'account_id',
  customer_session: 'account_id',
  challenge: 'account_id',
  evidence_round: 'account_id',
  case_account: 'account_id',
  message: 'account_id',
  shop_order: 'account_id',
  merge_image: 'account_id',
  audit_event: 'account_id',
};

describe('a merge that is disturbed', () => {
  let desk: TestDesk;
  let mira: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    await giveRoomToChange(desk);
    mira = await desk.signedIn('agent');
  });
  afterAll(() => desk.close());

  const asked = async (given = {}): Promise<Scene & { mergeId: string }> => {
    const scene = await aScene(desk, mira.id, { strong: true, ...given });
    const { body, status } = await ask(mira, scene);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return { ...scene, mergeId: body.id };
  };
  const everything = async ({ survivorId, otherId }: Scene): Promise<unknown[]> => {
    const tables = Object.entries(WRITTEN).map(
      ([table, column]) =>
        `select '${table}' as name, array_agg(to_jsonb(x)::text order by to_jsonb(x)::text) as rows
           from ${table} x where ${column} in ($1, $2)`,
    );
    return desk.sql(tables.join(' union all '), [survivorId, otherId]);
  };
  /** Cuts the connection that does the work: no other is inside a transaction. */
  const cut = () =>
    desk.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`,
    );
  const effects = async (mergeId: string) => {
    const [row] = await desk.sql(
      `select m.state, (select count(*)::int from merge_ledger l where l.merge_id = m.id) as ledger,
              (select count(*)::int from audit_event e where e.account_id = m.survivor_id and e.action = 'merge.done') as done,
              (select count(*)::int from message t where t.account_id = m.survivor_id and t.template = 'accounts-merged') as told
         from merge m where m.id = $1`,
      [mergeId],
    );
    return row;
  };

  it('by a cut of its connection before any statement leaves nothing of it, and the next try all of it', async () => {
    const { mergeId } = await asked({ rich: true });
    const names: string[] = [];
    await desk.app.get(ExecuteMerge).run(mergeId, ({ name }) => Promise.resolve(void names.push(name)));
    const whole = await effects(mergeId);
    expect([names.length > 25, names.at(-1)]).toEqual([true, 'commit']);
    expect(whole).toMatchObject({ state: 'done', done: 1, told: 4 });
    for (const cutBefore of names.keys()) {
      const scene = await asked({ rich: true });
      const before = await everything(scene);
      const running = desk.app.get(ExecuteMerge).run(scene.mergeId, async ({ statement }) => {
        if (statement === cutBefore + 1) await cut();
      });
      await expect(running).rejects.toThrow();
      expect(await everything(scene)).toEqual(before);
      expect(await effects(scene.mergeId)).toEqual({ state: 'running', ledger: 0, done: 0, told: 0 });
      expect(await carryOut(desk, scene.mergeId)).toBe('done');
      expect(await effects(scene.mergeId)).toEqual(whole);
    }
  }, 240_000);

  it('by asking twenty times has one effect, with the same key and with others', async () => {
    const scene = await aScene(desk, mira.id, { strong: true });
    const { survivorId, otherId, caseId } = scene;
    const { body } = await preview(mira, scene);
    const request = { survivorId, otherId, planHash: body.planHash };
    const key = randomUUID();
    const keys = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? key : randomUUID()));
    const answers = await Promise.all(
      keys.map((each) =>
        mira.post<MergeView>(`/api/cases/${caseId}/merges`, request, { 'idempotency-key': each }),
      ),
    );
    const made = new Set(answers.filter(({ status }) => status === 201).map((answer) => answer.body.id));
    expect(made.size).toBe(1);
    expect(answers.every(({ status }) => [201, 409].includes(status))).toBe(true);
    const [mergeId = ''] = made;
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => carryOut(desk, mergeId)));
    expect(outcomes.toSorted()).toEqual(['done', 'settled', 'settled', 'settled']);
    expect(await carryOut(desk, mergeId)).toBe('settled');
    expect(await effects(mergeId)).toMatchObject({ state: 'done', done: 1, told: 3 });
    expect(await desk.sql('select 1 from merge where survivor_id = $1', [survivorId])).toHaveLength(1);
    const again = await mira.post<MergeView>(`/api/cases/${caseId}/merges`, request, {
      'idempotency-key': key,
    });
    expect([again.status, again.body.id]).toEqual([201, mergeId]);
  });

  it('by new orders of both accounts lets them in at once, and they end at the survivor', async () => {
    const scene = await asked({ rich: true });
    const { survivorId, otherId } = scene;
    const order = (accountId: string) =>
      desk.sql(
        `insert into shop_order (realm, external_id, account_id, number, number_normalised, placed_at)
         values ('main', $2, $1, $2, $2, now())`,
        [accountId, randomUUID()],
      );
    await desk.app.get(ExecuteMerge).run(scene.mergeId, async ({ name }) => {
      if (name !== 'images-before' && name !== 'commit') return;
      await desk.sql(`set lock_timeout = '1s'`);
      await order(survivorId);
      await order(otherId);
    });
    const jobs = await desk.sql<{ payload: { accountIds: string[] } }>(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'follow_orders' and payload::jsonb->'accountIds' ? $1`,
      [otherId],
    );
    for (const { payload } of jobs) await desk.app.get(FollowOrders).run(payload.accountIds);
    const counts = await desk.sql(
      'select a.id, a.order_count, (select count(*)::int from shop_order o where o.account_id = a.id) as orders from account a where a.id in ($1, $2)',
      [survivorId, otherId],
    );
    expect(counts.toSorted((one) => (one['id'] === survivorId ? -1 : 1))).toEqual([
      { id: survivorId, order_count: 7, orders: 7 },
      { id: otherId, order_count: 0, orders: 0 },
    ]);
  });

  it('by other work on the accounts of other cases does not hold it up', async () => {
    const scene = await asked({ rich: true });
    const other = await asked();
    await desk.app.get(ExecuteMerge).run(scene.mergeId, async ({ name }) => {
      if (name === 'commit') expect(await carryOut(desk, other.mergeId)).toBe('done');
    });
    expect(await effects(scene.mergeId)).toMatchObject({ state: 'done' });
  });
});

describe('five hundred merges that cross', () => {
  const PAIRS = 250;
  let desk: TestDesk;

  beforeAll(async () => {
    desk = await TestDesk.open({ DATABASE_POOL: '16' }, { work: true });
    await giveRoomToChange(desk);
  });
  afterAll(() => desk.close());

  it('end with one effect for each pair, without a deadlock and without a login of two accounts', async () => {
    const agents = [await desk.signedIn('agent'), await desk.signedIn('agent')] as const;
    const crossing: (() => Promise<number>)[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const there = await aScene(desk, agents[0].id, { strong: true, orders: 1 });
      const back = await provenElsewhere(desk, agents[1].id, there);
      crossing.push(
        async () => (await ask(agents[0], there)).status,
        async () => (await ask(agents[1], back)).status,
      );
    }
    const statuses = await allOf(crossing, 12);
    const taken = statuses.filter((status) => status === 201).length;
    expect(new Set(statuses)).toEqual(new Set([201, 409]));
    expect(taken).toBe(PAIRS);
    const undecided = async () =>
      (await desk.sql(`select 1 from merge where state in ('queued', 'running') limit 1`)).length;
    while ((await undecided()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const [seen] = await desk.sql(
      `select (select count(*)::int from merge where state = 'done') as done,
              (select count(*)::int from account where status = 'merged') as tombstones,
              (select count(*)::int from account a join account b on b.id = a.merged_into where b.status = 'merged') as chains,
              (select count(*)::int from (select from identifier where use = 'login' and state = 'verified'
                 group by realm, kind, normalised having count(*) > 1) twice) as shared,
              (select count(*)::int from shop_order o join account a on a.id = o.account_id where a.status = 'merged') as lost`,
    );
    expect(seen).toEqual({ done: PAIRS, tombstones: PAIRS, chains: 0, shared: 0, lost: 0 });
    await desk.app.close();
    expect(await deadlocks(desk)).toBe(0);
    // And the count would have told.
    await aDeadlock(desk);
    expect(await deadlocks(desk)).toBe(1);
  }, 240_000);
});

/** How many deadlocks there were in this database. A connection tells what it met at its end: all but this one are waited for. */
async function deadlocks(desk: TestDesk): Promise<number> {
  const others = () =>
    desk.sql(
      `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
          and backend_type = 'client backend' limit 1`,
    );
  while ((await others()).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  const [row] = await desk.sql<{ deadlocks: number }>(
    'select deadlocks::int from pg_stat_database where datname = current_database()',
  );
  return row?.deadlocks ?? NaN;
}

/** Two connections, each of which waits for what the other holds. */
async function aDeadlock(desk: TestDesk): Promise<void> {
  const url = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
  url.pathname = `/${desk.owner.database ?? ''}`;
  const two = [0, 1].map(() => new Client({ connectionString: url.toString() }));
  await Promise.all(two.map((client) => client.connect()));
  const hold = (client: Client, key: number) => client.query('select pg_advisory_xact_lock($1)', [key]);
  const [one, other] = two as [Client, Client];
  await Promise.all(two.map((client, key) => client.query('begin').then(() => hold(client, key))));
  const ends = await Promise.allSettled([hold(one, 1), hold(other, 0)]);
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  await Promise.all(two.map((client) => client.end()));
}

/** The same two accounts in a case of another agent, who would merge them the other way round. */
async function provenElsewhere(desk: TestDesk, agentId: string, scene: Scene): Promise<Scene> {
  const { id: caseId } = await aCase(desk, {
    agentId,
    claimed: scene.survivorId,
    duplicates: [scene.otherId],
  });
  const about = { caseId, accountId: scene.survivorId, agentId };
  await aRound(desk, { ...about, kinds: ['last_order', 'shipping_address'] });
  const identifiers = await desk.sql<{
    id: string;
    account_id: string;
    kind: string;
    use: string;
    value: string;
    normalised: string;
  }>('select id, account_id, kind, use, value, normalised from identifier where account_id in ($1, $2)', [
    scene.survivorId,
    scene.otherId,
  ]);
  for (const identifier of identifiers) {
    const of = { ...about, accountId: identifier.account_id, identifier };
    if (identifier.kind === 'phone') await anAnsweredCode(desk, of);
    else if (identifier.use === 'recovery') await anAnsweredCode(desk, { ...of, proves: 'recovery_contact' });
    else await anAnsweredCode(desk, { ...of, proves: 'linked_email', purpose: 'identifier-move' });
  }
  return { ...scene, survivorId: scene.otherId, otherId: scene.survivorId, caseId };
}

/** Runs them all, so many at a time, each agent's beside the other's. */
async function allOf<T>(work: readonly (() => Promise<T>)[], atOnce: number): Promise<T[]> {
  const results: T[] = [];
  const queue = [...work.entries()];
  const hand = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      results[next[0]] = await next[1]();
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
  return results;
}
