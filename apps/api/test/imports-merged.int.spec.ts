import { setTimeout as sleep } from 'node:timers/promises';
import type { MergeChoices } from '@relink/domain';
import { aCase } from '@relink/testing';
import { customersFile, ordersFile } from './fixtures/imports/exports.ts';
import { olderFile, WOO_CUSTOMERS, WOO_ORDERS } from './fixtures/imports/other-exports.ts';
import { importing, saidAbout } from './fixtures/imports/upload.ts';
import { aWaitingMerge, whereStands } from './harness/merging.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

const KAY = { id: '1', email: 'kay@yahoo.example', phone: "'+14155550132" };
const ASHA = { id: '2', first: 'Asha', last: 'Patel', email: 'asha@mail.example', phone: '+919000000001' };

describe('what is imported about accounts that are merged', () => {
  let desk: TestDesk;
  let admin: Browser;

  beforeEach(async () => {
    desk = await TestDesk.open({}, { work: true });
    admin = await desk.signedIn('admin');
  });
  afterEach(() => desk.close());

  const idOf = async (externalId: string) => {
    const [row] = await desk.sql<{ id: string }>('select id from account where external_id = $1', [
      externalId,
    ]);
    return row?.id ?? '';
  };
  /** Merges two accounts as a desk does: asked for, approved, carried out by the worker. */
  const merge = async (otherId: string, survivorId: string, choices: MergeChoices = {}) => {
    const [mira, vera] = [await desk.signedIn('agent'), await desk.signedIn('supervisor')];
    const { id: caseId } = await aCase(desk, {
      agentId: mira.id,
      claimed: survivorId,
      duplicates: [otherId],
    });
    const asked = await aWaitingMerge(desk, { survivorId, otherId, caseId }, mira.id, choices);
    await vera.post(`/api/approvals/${asked.approvalId}/approve`, {});
    for (;;) {
      const stands = await whereStands(desk, asked.mergeId);
      if (stands?.merge === 'done') return;
      expect(stands?.refusal ?? null).toBeNull();
      await sleep(50);
    }
  };
  const identifierOf = async (normalised: string) => {
    const [row] = await desk.sql<{ id: string }>('select id from identifier where normalised = $1', [
      normalised,
    ]);
    return row?.id ?? '';
  };
  const orders = () =>
    desk.sql(
      `select o.number, a.external_id as of, i.normalised as with from shop_order o
         left join account a on a.id = o.account_id left join identifier i on i.id = o.placed_with order by o.number`,
    );
  const counts = () =>
    desk.sql<{ of: string; orders: number }>(
      'select external_id as of, order_count as orders from account order by external_id',
    );

  test('new orders of both go in while they are being merged, wait for nobody, and end at the survivor', async () => {
    await importing(admin, customersFile([KAY, ASHA]));
    await importing(
      admin,
      ordersFile([
        { id: '11', number: '#1', email: KAY.email },
        { id: '12', number: '#2', email: ASHA.email },
      ]),
    );
    const [survivor, other] = [await idOf('1'), await idOf('2')];
    await desk.sql('begin');
    await desk.sql('select from account where id in ($1, $2) order by id for no key update', [
      survivor,
      other,
    ]);
    await desk.sql('update shop_order set account_id = $2 where account_id = $1', [other, survivor]);
    // Neither waits for the merge, or this would never end.
    const file = ordersFile([
      { id: '13', number: '#3', email: KAY.email, at: '2019-01-01 01:33:58 +0000' },
      { id: '14', number: '#4', email: ASHA.email, at: '2024-01-01 01:33:58 +0000' },
    ]);
    expect(await importing(admin, file)).toMatchObject({ state: 'finished', created: 2 });
    await desk.sql(`update account set status = 'merged', merged_into = $2, order_count = 0 where id = $1`, [
      other,
      survivor,
    ]);
    await desk.sql(`update identifier set account_id = $2, origin = 'effect-of' where account_id = $1`, [
      other,
      survivor,
    ]);
    await desk.sql('update account set order_count = 2 where id = $1', [survivor]);
    await desk.sql('commit');
    while ((await counts()).some(({ of, orders: count }) => count !== (of === '1' ? 4 : 0))) await sleep(50);
    expect(await orders()).toMatchObject(['#1', '#2', '#3', '#4'].map((number) => ({ number, of: '1' })));
    expect(
      await desk.sql('select first_order_at, last_order_at, began_at from account where id = $1', [survivor]),
    ).toEqual([
      {
        first_order_at: new Date('2019-01-01T01:33:58Z'),
        last_order_at: new Date('2024-01-01T01:33:58Z'),
        began_at: new Date('2019-01-01T01:33:58Z'),
      },
    ]);
  });

  test('an order that came before its customer remembers what it found them by', async () => {
    await importing(admin, customersFile([KAY]));
    await importing(admin, ordersFile([{ id: '12', number: '#2', email: ASHA.email }]));
    await importing(admin, customersFile([KAY, ASHA]));
    expect(await orders()).toEqual([{ number: '#2', of: '2', with: ASHA.email }]);
  });

  test('an order remembers the identifier it was placed with, and an old one none', async () => {
    await importing(admin, customersFile([KAY, ASHA]));
    await importing(
      admin,
      ordersFile([
        { id: '11', number: '#1', email: KAY.email, phone: '+919000000001' },
        { id: '12', number: '#2', email: 'nobody@mail.example', phone: '+919000000001' },
        { id: '13', number: '#3', email: 'nobody@mail.example' },
      ]),
    );
    expect(await orders()).toEqual([
      { number: '#1', of: '1', with: KAY.email },
      { number: '#2', of: '2', with: '+919000000001' },
      { number: '#3', of: null, with: null },
    ]);
    await desk.sql(`update shop_order set placed_with = null where number = '#1'`);
    await importing(admin, ordersFile([{ id: '11', number: '#1', email: KAY.email, items: 2 }]));
    expect((await orders())[0]).toEqual({ number: '#1', of: '1', with: null });
  });

  test('who was signed in tells whose an order is, and the e-mail only with what it was placed', async () => {
    await importing(admin, WOO_CUSTOMERS);
    await importing(admin, WOO_ORDERS);
    expect(await orders()).toEqual([
      { number: 'WC-501', of: '17', with: 'kay@yahoo.example' },
      { number: 'WC-502', of: '18', with: 'asha@mail.example' },
      { number: 'WC-503', of: null, with: null },
    ]);
    await importing(
      admin,
      WOO_ORDERS.replace('501,WC-501', '511,WC-511').replaceAll('kay@yahoo.example', 'asha@mail.example'),
    );
    expect((await orders()).find(({ number }) => number === 'WC-511')).toEqual({
      number: 'WC-511',
      of: '17',
      with: null,
    });
  });

  test('an order for the old id, login or ended login of a tombstone goes to the survivor', async () => {
    await importing(admin, WOO_CUSTOMERS);
    await merge(await idOf('18'), await idOf('17'), { releaseIds: [await identifierOf(ASHA.email)] });
    const [header = '', , asha = '', guest = ''] = WOO_ORDERS.split('\n');
    const byId = guest.replace(',0,,Some', ',18,,Some');
    await importing(admin, [header, asha, byId].map((row) => `${row}\n`).join(''));
    expect(await orders()).toEqual([
      { number: 'WC-502', of: '17', with: ASHA.email },
      { number: 'WC-503', of: '17', with: null },
    ]);
    expect(await counts()).toEqual([
      { of: '17', orders: 2 },
      { of: '18', orders: 0 },
    ]);
  });

  test('a customer’s row of a tombstone changes nothing, is told once it says something new, and takes no login back', async () => {
    await importing(admin, customersFile([KAY, ASHA]));
    await merge(await idOf('2'), await idOf('1'));
    const before = await desk.sql('select * from account order by id');
    expect(await importing(admin, customersFile([ASHA]))).toMatchObject({ unchanged: 1, differing: 0 });
    const again = await importing(
      admin,
      customersFile([
        { ...ASHA, note: 'new', email: 'asha.new@mail.example' },
        { id: '3', email: ASHA.email },
      ]),
    );
    expect(again).toMatchObject({ created: 1, differing: 1, updated: 0 });
    expect(await saidAbout(admin, again.id)).toEqual([
      'differing 2  account-merged',
      'differing 3 Email held-in-relink',
    ]);
    expect(await desk.sql(`select * from account where external_id <> '3' order by id`)).toEqual(before);
    // The survivor's own row does not take away what came with the merge, neither unchanged nor changed.
    await importing(admin, customersFile([KAY]));
    await desk.sql(`update address set line1 = '4 Ring Road' where account_id = $1 and is_default`, [
      await idOf('1'),
    ]);
    await importing(admin, customersFile([{ ...KAY, note: 'called' }]));
    await importing(admin, customersFile([{ ...KAY, note: 'called again' }]));
    expect(
      await desk.sql('select line1, is_default from address where account_id = $1 order by 1', [
        await idOf('1'),
      ]),
    ).toEqual([
      { line1: '4 Ring Road', is_default: true },
      { line1: '67 Market Street', is_default: false },
    ]);
    expect(
      await desk.sql('select normalised from identifier where account_id = $1 and state = $2 order by 1', [
        await idOf('1'),
        'verified',
      ]),
    ).toEqual([
      { normalised: '+14155550132' },
      { normalised: '+919000000001' },
      { normalised: ASHA.email },
      { normalised: KAY.email },
    ]);
  });

  test('a row without an id that was of a merged account makes no second account of its customer', async () => {
    const kay = { email: KAY.email, phone: '' };
    const asha = { first: 'Asha', last: 'Patel', email: ASHA.email };
    const tri = { first: 'Tri', last: 'Widodo', email: 'tri@mail.example' };
    await importing(admin, olderFile([kay, asha, tri]));
    const holderOf = async (email: string) => {
      const [row] = await desk.sql<{ id: string }>(
        'select account_id as id from identifier where normalised = $1',
        [email],
      );
      return row?.id ?? '';
    };
    const survivor = await holderOf(kay.email);
    await merge(await holderOf(asha.email), survivor);
    await merge(await holderOf(tri.email), survivor, { releaseIds: [await identifierOf(tri.email)] });
    const again = await importing(
      admin,
      olderFile([{ ...asha, street: '2 New Street' }, { ...tri, street: '3 New Street' }, kay]),
    );
    expect(again).toMatchObject({ created: 0, updated: 0 });
    expect(await saidAbout(admin, again.id)).toEqual(
      expect.arrayContaining([
        'differing 2 Email account-merged',
        'differing 3 Email account-merged',
      ]) as string[],
    );
    expect(await desk.sql('select count(*)::integer as accounts from account')).toEqual([{ accounts: 3 }]);
  });
});
