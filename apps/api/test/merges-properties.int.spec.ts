import {
  addMoney,
  afterMerge,
  isRefusal,
  type MergeAccountFacts,
  mergeBlockers,
  type MergeChoices,
  type MergePlan,
  type Money,
} from '@relink/domain';
import { NOW } from '@relink/domain/fixtures/facts';
import { arbitraryMerge, arbitraryObstacles } from '@relink/domain/fixtures/any-merge';
import * as fc from 'fast-check';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { keepPlan } from '../src/features/identifiers/index.ts';
import { ExecuteMerge } from '../src/features/merges/execute-merge.ts';
import { PlanStoredMerge } from '../src/features/merges/plan-stored-merge.ts';
import { type MergeAccount, ReadMergeAccount } from '../src/features/merges/read-merge-account.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import { runSql } from '../src/platform/database/named-statement.ts';
import { CustomerKeys } from '../src/platform/sealing/customer-keys.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { comparable } from './harness/merge-scene.ts';
import { Stored } from './harness/store-merge-account.ts';
import { TestDesk } from './harness/test-desk.ts';

/** What a merge would do, and, where nothing is in the way, the row the worker takes it up from. */
type Planned = {
  readonly mergeId: string;
  readonly plan: MergePlan | null;
  readonly blockers: readonly string[];
};

describe('any two accounts, with any choices', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
    await desk.sql(`insert into realm values ('outlet', 'Outlet')`);
  });
  afterAll(() => desk.close());

  const read = async (survivorId: string, otherId: string) => {
    const pool = poolOf(desk.app.get(DataSource));
    const accounts = await desk.app.get(ReadMergeAccount).facts(pool, [survivorId, otherId], new Date());
    const of = (id: string): MergeAccount => accounts.find((account) => account.id === id)!;
    return { survivor: of(survivorId), other: of(otherId) };
  };
  const planned = (survivorId: string, otherId: string, choices: MergeChoices): Promise<Planned> =>
    desk.app.get(Transaction).run(async (em, now) => {
      const mergeId = uuidv7();
      const asked = { id: mergeId, survivorId, otherId, choices, planHash: '' };
      const { plan, policy } = await desk.app.get(PlanStoredMerge).run(em, now, asked, { lock: false });
      if (isRefusal(plan)) {
        const blockers = (plan.details?.['blockers'] ?? []) as { code: string }[];
        return { mergeId, plan: null, blockers: codesOf(blockers) };
      }
      const hash = await keepPlan(em, now, desk.app.get(CustomerKeys), plan);
      await runSql(
        em,
        `insert into merge (id, realm, survivor_id, other_id, plan_hash, choices, policy_version, state, requested_at)
         values ($1, 'main', $2, $3, $4, $5, $6, 'queued', $7)`,
        [mergeId, survivorId, otherId, hash, JSON.stringify(choices), policy.version, now],
      );
      return { mergeId, plan, blockers: [] };
    });
  const ordersOf = async (ids: readonly string[]) =>
    (await desk.sql('select id::text from shop_order where account_id = any($1::uuid[]) order by id', [ids]))
      .length;
  const sumOf = (...accounts: readonly MergeAccountFacts[]): { points: number; credits: Money[] } => ({
    points: accounts.reduce((sum, { points }) => sum + points, 0),
    credits: addMoney(...accounts.map(({ credits }) => credits)),
  });

  it('come out as they were previewed, and no order, point or cent is lost', async () => {
    let merged = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryMerge, async ({ survivor, other, choices }) => {
        const stored = new Stored(desk);
        const ids = [await stored.account(survivor), await stored.account(other)] as const;
        const before = await read(...ids);
        const { mergeId, plan } = await planned(...ids, stored.choices(choices));
        if (plan === null) return;
        const orders = await ordersOf(ids);
        expect(await desk.app.get(ExecuteMerge).run(mergeId)).toBe('done');
        const [merge] = await desk.sql<{ executed_at: Date }>('select executed_at from merge where id = $1', [
          mergeId,
        ]);
        const after = await read(...ids);
        const expected = afterMerge(before.survivor, before.other, plan, merge!.executed_at.toISOString());
        expect(comparable(after.survivor)).toEqual(comparable(expected.survivor));
        expect(comparable(after.other)).toEqual(comparable(expected.other));
        expect(sumOf(after.survivor, after.other)).toEqual(sumOf(before.survivor, before.other));
        expect([await ordersOf([ids[0]]), await ordersOf([ids[1]])]).toEqual([orders, 0]);
        merged += 1;
      }),
      { numRuns: 100 },
    );
    // Choices that leave no way in stand in the way of some.
    expect(merged).toBeGreaterThan(50);
  }, 240_000);

  it('are refused exactly when something is in the way, and nothing of them is written then', async () => {
    const ways = fc.tuple(arbitraryMerge, arbitraryObstacles, arbitraryObstacles);
    await fc.assert(
      fc.asyncProperty(ways, async ([{ survivor, other }, one, two]) => {
        const stored = new Stored(desk);
        const facts = [
          { ...survivor, ...inTime(one) },
          { ...other, ...inTime(two) },
        ] as const;
        const ids = [await stored.account(facts[0]), await stored.account(facts[1])] as const;
        const { plan, blockers, mergeId } = await planned(...ids, {});
        const expected = codesOf(mergeBlockers(...facts, [], new Date()));
        expect(blockers).toEqual(expected);
        expect(plan === null).toBe(expected.length > 0);
        if (plan === null) expect(await desk.sql('select 1 from merge where id = $1', [mergeId])).toEqual([]);
        else expect(await desk.app.get(ExecuteMerge).run(mergeId)).toBe('done');
      }),
      { numRuns: 100 },
    );
  }, 240_000);

  it('are left as they are by the worker where something came in the way since', async () => {
    const ways = fc.tuple(arbitraryMerge, fc.constantFrom('legal-hold', 'dispute', 'points', 'version'));
    await fc.assert(
      fc.asyncProperty(ways, async ([{ survivor, other, choices }, way]) => {
        const stored = new Stored(desk);
        const ids = [await stored.account(survivor), await stored.account(other)] as const;
        const { mergeId, plan } = await planned(...ids, stored.choices(choices));
        if (plan === null) return;
        if (way === 'points')
          await desk.sql('update account set loyalty_points = loyalty_points + 1 where id = $1', [ids[1]]);
        else if (way === 'version')
          await desk.sql('update account set security_version = security_version + 1 where id = $1', [
            ids[0],
          ]);
        else
          await desk.sql(
            'insert into account_hold (id, account_id, kind, since) values (gen_random_uuid(), $1, $2, now())',
            [ids[0], way],
          );
        const before = await read(...ids);
        expect(await desk.app.get(ExecuteMerge).run(mergeId)).toBe('refused');
        const after = await read(...ids);
        // Only that it was asked for is over.
        expect(after).toEqual({
          survivor: { ...before.survivor, mergePending: false },
          other: { ...before.other, mergePending: false },
        });
      }),
      { numRuns: 30 },
    );
  }, 240_000);
});

function codesOf(obstacles: readonly { readonly code: string }[]): string[] {
  return [...new Set(obstacles.map(({ code }) => code))];
}

/** A lock of the fixture's time, as long before or after now. */
function inTime(facts: Partial<MergeAccountFacts>): Partial<MergeAccountFacts> {
  const { lockedUntil } = facts;
  if (lockedUntil === undefined || lockedUntil === null) return facts;
  const from = new Date(lockedUntil).getTime() - NOW.getTime();
  return { ...facts, lockedUntil: new Date(Date.now() + from * 10).toISOString() };
}
