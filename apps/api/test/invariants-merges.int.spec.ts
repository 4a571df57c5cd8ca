import { Pool } from 'pg';
import { checkInvariants } from '../faults/invariants.ts';
import { ask, aScene } from './harness/merge-scene.ts';
import { ownerUrl } from './harness/spawned-desk.ts';
import { TestDesk } from './harness/test-desk.ts';
import { aSecondCase, askUndo, merge, undo } from './harness/undo-scene.ts';

const ONE = (what: string, state: string, order = '') =>
  `(select ${what} from merge where state = '${state}' order by id ${order} limit 1)`;

/** What somebody with the owner's rights, or a fault of the desk, does to merged accounts, and which invariant tells. */
const DAMAGE: readonly (readonly [name: string, damage: string])[] = [
  [
    'a tombstone has no login',
    `update identifier set account_id = ${ONE('other_id', 'done')}
      where account_id = ${ONE('survivor_id', 'done')} and use = 'login'`,
  ],
  ['a tombstone has no password', `insert into credential select ${ONE('other_id', 'done')}, 'hash', now()`],
  [
    'a tombstone has no live session',
    `insert into customer_session (token_hash, account_id, created_at, last_seen_at, expires_at)
     select sha256('x'), ${ONE('other_id', 'done')}, now(), now(), now() + interval '1 day'`,
  ],
  ['a tombstone counts nothing', `update account set loyalty_points = 5 where status = 'merged'`],
  [
    'an account that was merged away, and no other, points to one that is not',
    `update account set merged_into = ${ONE('other_id', 'done', 'desc')} where id = ${ONE('other_id', 'done')}`,
  ],
  [
    'the other account of a merge that is done leads where its survivor is',
    `update account set merged_into = ${ONE('survivor_id', 'waiting')} where id = ${ONE('other_id', 'done', 'desc')}`,
  ],
  [
    'an account counts its orders, and knows the first and the last',
    `update shop_order set account_id = ${ONE('other_id', 'waiting')}
      where account_id = ${ONE('survivor_id', 'waiting')}`,
  ],
  ['an account knows whether it has a balance', 'update account set has_balance = not has_balance'],
  [
    'what waits for approval has exactly one that waits, and nothing else has',
    `update approval set state = 'void', decided_at = now() where kind = 'merge' and state = 'waiting'`,
  ],
  [
    'what was rejected, void or expired is refused',
    `update approval set state = 'expired', decided_at = now() where kind = 'merge-undo' and state = 'waiting'`,
  ],
  ['what is queued or under way has its job', 'delete from graphile_worker._private_jobs'],
  [
    'a merge that was carried out has its images and its ledger until they are purged, and no other has',
    `delete from merge_image where moment = 'after'`,
  ],
  ['a merge counted what it wrote down', `update merge_ledger set ids = '{}' where what = 'orders'`],
  [
    'the contacts of a merge were told of it',
    `delete from objection_link;
     delete from message where template = 'accounts-merged'`,
  ],
  [
    'the event of a merge says what the merge says',
    `update merge set sums = sums || '{"points": 900}' where state = 'done'`,
  ],
  ['an undoing that was done has its event', `delete from audit_event where action = 'merge.undone'`],
  [
    'the other account of a merge that was undone is one again, unless merged again',
    `update account set status = 'closed'
      where merged_into is null and id in (select other_id from merge where state = 'undone')`,
  ],
];

describe('the invariants of a desk’s database in which accounts are merged', () => {
  let desk: TestDesk;
  let pool: Pool;
  beforeAll(async () => {
    desk = await TestDesk.open();
    pool = new Pool({ connectionString: ownerUrl(desk), max: 1 });
  });
  afterAll(async () => {
    await pool.end();
    await desk.close();
  });

  const broken = async () =>
    (await checkInvariants(pool)).filter((result) => result.broken > 0).map(({ name }) => name);

  it('hold of merges that wait, are done, undone and done again, and name what is damaged', async () => {
    const who = [await desk.signedIn('agent'), await desk.signedIn('supervisor')] as const;
    const [mira, vera] = who;
    const scene = () => aScene(desk, mira.id, { rich: true });
    const [waits, queued, twice, undoing, undone] = [
      await scene(),
      await scene(),
      await scene(),
      await scene(),
      await scene(),
    ];
    // What the scenes write straight into the database has no events.
    const staged = await broken();
    const news = async () => (await broken()).filter((name) => !staged.includes(name));

    expect((await ask(mira, waits)).body.state).toBe('waiting');
    const asked = await ask(mira, queued);
    expect((await vera.post(`/api/approvals/${asked.body.approvalId ?? ''}/approve`, {})).status).toBe(200);
    for (const each of [twice, undone]) {
      const mergeId = await merge(desk, who, each);
      expect(await news()).toEqual([]);
      await undo(desk, who, { mergeId });
      expect(await news()).toEqual([]);
    }
    await merge(desk, who, { ...twice, caseId: await aSecondCase(desk, mira.id, twice) });
    expect((await askUndo(mira, { mergeId: await merge(desk, who, undoing) })).status).toBe(201);
    expect(await news()).toEqual([]);

    for (const [, damage] of DAMAGE) await desk.sql(damage);
    const found = await news();
    expect(DAMAGE.map(([name]) => name).filter((name) => !found.includes(name))).toEqual([]);
  });
});
