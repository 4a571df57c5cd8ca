import { anAccount, anEmailAddress, anIdentifier, anOrder } from '@relink/testing';
import { ExecuteUndo } from '../src/features/merges/execute-undo.ts';
import { type Agent, aScene } from './harness/merge-scene.ts';
import { giveRoomToChange } from './harness/room-to-change.ts';
import { TestDesk } from './harness/test-desk.ts';
import {
  aMergedScene,
  aSecondCase,
  askUndo,
  merge,
  type MergedScene,
  previewUndo,
  rowsOf,
  undo,
  withoutOwnCase,
} from './harness/undo-scene.ts';

describe('a merge taken back after something changed', () => {
  let desk: TestDesk;
  let who: readonly [Agent, Agent];

  beforeAll(async () => {
    desk = await TestDesk.open();
    await giveRoomToChange(desk);
    who = [await desk.signedIn('agent'), await desk.signedIn('supervisor')];
  });
  afterAll(() => desk.close());

  const identifier = async (value: string): Promise<string> => {
    const [row] = await desk.sql<{ id: string }>(
      'select id from identifier where normalised = $1 order by created_at limit 1',
      [value],
    );
    return row?.id ?? '';
  };
  const logins = async (accountId: string) =>
    (
      await desk.sql<{ normalised: string }>(
        `select normalised from identifier where account_id = $1 and use = 'login' and state = 'verified'
          order by normalised`,
        [accountId],
      )
    ).map(({ normalised }) => normalised);
  const account = async (id: string) => {
    const [row] = await desk.sql<{ points: number; orders: number; real: number; first_name: string }>(
      `select loyalty_points::int as points, order_count as orders, first_name,
              (select count(*)::int from shop_order s where s.account_id = a.id) as real from account a where id = $1`,
      [id],
    );
    return row!;
  };
  /** The customer takes another e-mail for a login of the merged account. */
  const replaceEmail = async ({ survivorId, email }: MergedScene): Promise<string> => {
    await desk.sql(
      `update identifier set state = 'released', released_at = now(), release_reason = 'replaced' where normalised = $1`,
      [email],
    );
    const value = anEmailAddress('new');
    await anIdentifier(desk, { accountId: survivorId, kind: 'email', value });
    return value;
  };

  it('sends an order placed in between where its buyer’s identifier goes, and counts both anew', async () => {
    const merged = await aMergedScene(desk, who);
    const { survivorId, otherId } = merged;
    const before = { survivor: await account(survivorId) };
    const place = async (value: string | null): Promise<void> => {
      const { number } = await anOrder(desk, { accountId: survivorId, placedAt: new Date().toISOString() });
      if (value !== null)
        await desk.sql('update shop_order set placed_with = $2 where number = $1', [
          number,
          await identifier(value),
        ]);
    };
    await place(merged.email);
    await place(merged.phone);
    await place(null);
    const seen = await previewUndo(who[0], merged);
    expect(seen.body.moves.orders).toBe(2);
    expect(seen.body.changes.filter(({ subject }) => subject === 'order').map(({ now }) => now)).toEqual([
      '1',
      '2',
    ]);
    await undo(desk, who, merged);
    expect(await account(otherId)).toMatchObject({ orders: 2, real: 2 });
    const survivor = await account(survivorId);
    expect([survivor.orders, survivor.real]).toEqual([
      before.survivor.orders + 1,
      before.survivor.orders + 1,
    ]);
  });

  it('sends an order that only its customer’s id tells of where that customer goes, also while it is carried out', async () => {
    const scene = await aScene(desk, who[0].id, { rich: true });
    const { survivorId, otherId } = scene;
    await desk.sql(`update account set external_id = 'shop-' || id where id in ($1, $2)`, [
      survivorId,
      otherId,
    ]);
    const merged = { ...scene, mergeId: await merge(desk, who, scene) };
    // One that the merge found on the survivor stays its own, whatever the file said of it.
    const [first] = await desk.sql<{ id: string }>(
      `update shop_order set customer_external_id = 'shop-' || $2::text where account_id = $1
         and id <> all(select unnest(ids)::bigint from merge_ledger where merge_id = $3 and what = 'orders') returning id`,
      [survivorId, otherId, merged.mergeId],
    );
    const place = async (customerOf: string | null, placedWith: string | null = null): Promise<void> => {
      const { number } = await anOrder(desk, { accountId: survivorId, placedAt: new Date().toISOString() });
      await desk.sql(
        `update shop_order set customer_external_id = 'shop-' || $2::text, placed_with = $3 where number = $1`,
        [number, customerOf, placedWith],
      );
    };
    await place(otherId);
    await place(survivorId);
    await place(null);
    await place(otherId, await identifier(merged.phone));
    const had = (await account(survivorId)).real;
    expect(first).toBeDefined();
    const { body } = await previewUndo(who[0], merged);
    expect(body.moves.orders).toBe(2);
    expect(body.changes.filter(({ subject }) => subject === 'order').map(({ now }) => now)).toEqual([
      '1',
      '3',
    ]);
    const undone = await undo(desk, who, merged);
    expect(await account(otherId)).toMatchObject({ orders: 2, real: 2 });
    expect(await account(survivorId)).toMatchObject({ orders: had - 2, real: had - 2 });
    await place(otherId);
    await desk.app.get(ExecuteUndo).followOrders(undone.undo!.id);
    expect(await account(otherId)).toMatchObject({ orders: 3, real: 3 });
  });

  it('brings an order after it that came while it was carried out', async () => {
    const merged = await aMergedScene(desk, who);
    const undone = await undo(desk, who, merged);
    const { number } = await anOrder(desk, { accountId: merged.survivorId });
    await desk.sql('update shop_order set placed_with = $2 where number = $1', [
      number,
      await identifier(merged.email),
    ]);
    await desk.app.get(ExecuteUndo).followOrders(undone.undo!.id);
    expect(await account(merged.otherId)).toMatchObject({ orders: 2, real: 2 });
  });

  it('asks how much of the points that are left goes back, and takes no answer that cannot be', async () => {
    const merged = await aMergedScene(desk, who);
    await desk.sql('update account set loyalty_points = 1000 where id = $1', [merged.survivorId]);
    const seen = await previewUndo(who[0], merged);
    expect(seen.body).toMatchObject({
      planHash: null,
      changes: [{ id: 'points', needsDecision: true, options: ['split'], before: '2500', now: '1000' }],
    });
    expect(await askUndo(who[0], merged)).toMatchObject({
      status: 422,
      body: { code: 'undo-decision-needed', details: { ids: ['points'] } },
    });
    const tooMuch = { points: { do: 'split', toOther: '1001' } } as const;
    expect(await askUndo(who[0], merged, tooMuch)).toMatchObject({ status: 422 });
    await undo(desk, who, merged, { points: { do: 'split', toOther: '400' } });
    expect(await account(merged.otherId)).toMatchObject({ points: 400 });
    expect(await account(merged.survivorId)).toMatchObject({ points: 600 });
  });

  it('keeps a new e-mail with the survivor, and gives the old one back to its account', async () => {
    const merged = await aMergedScene(desk, who);
    const value = await replaceEmail(merged);
    const { body } = await previewUndo(who[0], merged);
    expect(body.changes.map(({ subject, decision }) => [subject, decision?.do])).toEqual([
      ['identifier', 'revert'],
      ['identifier', 'keep'],
    ]);
    expect(JSON.stringify(body)).not.toContain(value);
    await undo(desk, who, merged);
    expect(await logins(merged.otherId)).toEqual([merged.email]);
    expect(await logins(merged.survivorId)).toEqual([merged.phone, value].toSorted());
  });

  it('ends a new e-mail where that is decided, and leaves the old one ended where that is', async () => {
    const merged = await aMergedScene(desk, who);
    const value = await replaceEmail(merged);
    await undo(desk, who, merged, {
      [`identifier:${await identifier(merged.email)}`]: { do: 'keep' },
      [`identifier:${await identifier(value)}`]: { do: 'revert' },
    });
    expect(await logins(merged.survivorId)).toEqual([merged.phone]);
    expect(await logins(merged.otherId)).toEqual([]);
    const [left] = await desk.sql('select account_id, state from identifier where normalised = $1', [
      merged.email,
    ]);
    expect(left).toEqual({ account_id: merged.otherId, state: 'released' });
  });

  it('never takes an identifier back from a third account: that is named, and decided', async () => {
    const merged = await aMergedScene(desk, who);
    await replaceEmail(merged);
    const third = await anAccount(desk, { email: merged.email });
    const id = `identifier:${await identifier(merged.email)}`;
    const { body } = await previewUndo(who[0], merged);
    expect(body.changes.find((change) => change.id === id)).toMatchObject({
      needsDecision: true,
      options: ['keep'],
      decision: null,
    });
    await undo(desk, who, merged, { [id]: { do: 'keep' } });
    expect(await logins(third.id)).toEqual([merged.email]);
    expect(await logins(merged.otherId)).toEqual([]);
  });

  it.each([
    ['keep', 'Ashalata', false],
    ['revert', 'Asha', true],
  ] as const)('lets the survivor %s what was changed on it', async (decision, name, granted) => {
    const merged = await aMergedScene(desk, who);
    await desk.sql(`update account set first_name = 'Ashalata', note = 'Rings thrice.' where id = $1`, [
      merged.survivorId,
    ]);
    const [consent] = await desk.sql<{ granted: boolean }>(
      `update consent set granted = not granted, at = now() where account_id = $1 returning granted`,
      [merged.survivorId],
    );
    const { body } = await previewUndo(who[0], merged);
    expect(body.changes.map(({ subject }) => subject)).toEqual(['name', 'note', 'consent']);
    expect(JSON.stringify(body)).not.toContain('thrice');
    const decided = Object.fromEntries(body.changes.map(({ id }) => [id, { do: decision }] as const));
    await undo(desk, who, merged, decided);
    expect(await account(merged.survivorId)).toMatchObject({ first_name: name });
    const [now] = await desk.sql<{ granted: boolean }>('select granted from consent where account_id = $1', [
      merged.survivorId,
    ]);
    expect(now?.granted).toBe(decision === 'keep' ? consent?.granted : granted);
  });

  it('takes merges back last first, and names the one in the way', async () => {
    const first = await aMergedScene(desk, who);
    const third = await anAccount(desk, { email: anEmailAddress('third') });
    const again = { survivorId: first.survivorId, otherId: third.id };
    const second = await merge(desk, who, {
      ...again,
      caseId: await aSecondCase(desk, who[0].id, again),
    });
    const inTheWay = await previewUndo(who[0], first);
    expect(inTheWay.body.notPossible).toEqual({ code: 'undo-blocked-by-later-merge', mergeId: second });
    expect(await askUndo(who[0], first)).toMatchObject({
      status: 409,
      body: { code: 'undo-blocked-by-later-merge', details: { mergeId: second } },
    });
    expect((await who[0].get(`/api/merges/${first.mergeId}`)).body).toMatchObject({
      mayUndo: false,
      mayNotUndo: 'undo-blocked-by-later-merge',
    });
    const undoneSecond = await undo(desk, who, { mergeId: second });
    expect(undoneSecond.state).toBe('undone');
    const undoneFirst = await undo(desk, who, first);
    const own = [undoneSecond, undoneFirst].map((each) => each.undo?.caseId ?? '');
    const rows = own.reduce((left, each) => withoutOwnCase(left, each), await rowsOf(desk, first));
    expect(rows['account']).toEqual(first.before['account']);
    expect(rows['identifier']).toEqual(first.before['identifier']);
    expect(rows['shop_order']).toEqual(first.before['shop_order']);
  });
});
