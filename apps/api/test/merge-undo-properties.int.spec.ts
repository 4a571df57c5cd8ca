import { isRefusal, type MergeChoices } from '@relink/domain';
import { arbitraryMerge } from '@relink/domain/fixtures/any-merge';
import { aCase, anAccount, aRound } from '@relink/testing';
import * as fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { keepPlan } from '../src/features/identifiers/index.ts';
import { ExecuteMerge } from '../src/features/merges/execute-merge.ts';
import { ExecuteUndo } from '../src/features/merges/execute-undo.ts';
import { PlanStoredMerge, PlanStoredUndo, readStoredMerge } from '../src/features/merges/index.ts';
import { runSql } from '../src/platform/database/named-statement.ts';
import { CustomerKeys } from '../src/platform/sealing/customer-keys.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { Stored } from './harness/store-merge-account.ts';
import { TestDesk } from './harness/test-desk.ts';
import { rowsOf, withoutOwnCase } from './harness/undo-scene.ts';

type Ids = { readonly survivorId: string; readonly otherId: string };

describe('any two accounts, with any choices', () => {
  let desk: TestDesk;
  let agentId: string;
  beforeAll(async () => {
    desk = await TestDesk.open();
    ({ id: agentId } = await desk.hire('agent'));
  });
  afterAll(() => desk.close());

  /** What no rule knows of: microseconds, empty purses, marks without a meaning, cases, codes, and what leads to an account. */
  const more = async ({ survivorId, otherId }: Ids, odd: boolean): Promise<void> => {
    const both = [[survivorId, otherId]];
    await desk.sql(
      `update identifier set linked_since = linked_since + interval '123 microseconds',
         released_at = released_at + interval '7 microseconds', verified_at = linked_since - interval '5 microseconds',
         is_primary = is_primary or (state = 'released' and $2) where account_id = any($1)`,
      [...both, odd],
    );
    await desk.sql(`update consent set at = at + interval '9 microseconds' where account_id = any($1)`, both);
    await desk.sql(`insert into store_credit select unnest($1::uuid[]), 'NOK', 0`, both);
    await desk.sql(
      `update shop_order o set placed_with = (select id from identifier i where i.account_id = o.account_id order by id limit 1)
        where account_id = any($1) and $2`,
      [...both, odd],
    );
    await anAccount(desk, { status: 'merged', mergedInto: odd ? otherId : survivorId });
    const shared = await aCase(desk, {
      agentId,
      claimed: odd ? otherId : survivorId,
      duplicates: [odd ? survivorId : otherId],
    });
    const own = await aCase(desk, { agentId, claimed: otherId, state: odd ? 'closed' : 'open' });
    for (const { id: caseId } of [shared, own]) await aRound(desk, { caseId, accountId: otherId, agentId });
    await desk.sql(
      `insert into message (id, channel, template, language, realm, account_id, destination, created_at, state)
       select gen_random_uuid(), 'email', 'name-changed', 'en', 'main', unnest($1::uuid[]), 'x@mail.example', now(), 'delivered'`,
      both,
    );
  };
  /** Null where something is in the way. */
  const merged = async ({ survivorId, otherId }: Ids, choices: MergeChoices): Promise<string | null> => {
    const mergeId = await desk.app.get(Transaction).run(async (em, now) => {
      const id = uuidv7();
      const asked = { id, survivorId, otherId, choices, planHash: '' };
      const { plan, policy } = await desk.app.get(PlanStoredMerge).run(em, now, asked, { lock: false });
      if (isRefusal(plan)) return null;
      const hash = await keepPlan(em, now, desk.app.get(CustomerKeys), plan);
      await runSql(
        em,
        `insert into merge (id, realm, survivor_id, other_id, plan_hash, choices, policy_version, state, requested_at)
         values ($1, 'main', $2, $3, $4, $5, $6, 'queued', $7)`,
        [id, survivorId, otherId, hash, JSON.stringify(choices), policy.version, now],
      );
      return id;
    });
    if (mergeId !== null) expect(await desk.app.get(ExecuteMerge).run(mergeId)).toBe('done');
    return mergeId;
  };
  const undone = async (mergeId: string, { survivorId, otherId }: Ids): Promise<string> => {
    const { id: caseId } = await aCase(desk, { agentId, claimed: survivorId, duplicates: [otherId] });
    const undoId = await desk.app.get(Transaction).run(async (em, now) => {
      const merge = await readStoredMerge(em, mergeId);
      const how = { lock: false, undoId: null };
      const anew = await desk.app.get(PlanStoredUndo).run(em, now, merge!, {}, how);
      if (isRefusal(anew) || isRefusal(anew.plan)) throw new Error(JSON.stringify(anew));
      expect(anew.changes).toEqual([]);
      const hash = await keepPlan(em, now, desk.app.get(CustomerKeys), anew.plan);
      const id = uuidv7();
      await runSql(
        em,
        `insert into merge_undo (id, merge_id, case_id, plan_hash, decisions, reason, state, requested_by, requested_at)
         values ($1, $2, $3, $4, '{}', 'Two sisters.', 'queued', $5, $6)`,
        [id, mergeId, caseId, hash, agentId, now],
      );
      return id;
    });
    expect(await desk.app.get(ExecuteUndo).run(undoId)).toBe('done');
    return caseId;
  };

  it('are again what they were once a merge of them is taken back: every row of every table about them', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryMerge, fc.boolean(), async ({ survivor, other, choices }, odd) => {
        const stored = new Stored(desk);
        const ids = { survivorId: await stored.account(survivor), otherId: await stored.account(other) };
        await more(ids, odd);
        const before = await rowsOf(desk, ids);
        const mergeId = await merged(ids, stored.choices(choices));
        if (mergeId === null) return;
        const caseId = await undone(mergeId, ids);
        expect(withoutOwnCase(await rowsOf(desk, ids), caseId)).toEqual(before);
        taken += 1;
      }),
      { numRuns: 60 },
    );
    expect(taken).toBeGreaterThan(30);
  }, 240_000);
});
