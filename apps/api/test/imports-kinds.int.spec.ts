import { customersFile } from './fixtures/imports/exports.ts';
import {
  olderFile,
  WOO_CUSTOMERS,
  WOO_ORDERS,
  WOO_ORDERS_BY_ITEM,
  WOO_REPORT,
} from './fixtures/imports/other-exports.ts';
import { importing, saidAbout } from './fixtures/imports/upload.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

const KAY = { email: 'Kay@yahoo.example', phone: "'+14155550132" };
const PHONE_ONLY = { first: 'Asha', last: 'Patel', phone: '+91 90000 00001' };
const none = { created: 0, updated: 0, unchanged: 0, differing: 0, warned: 0, refused: 0 };

describe('an admin imports what other shops export', () => {
  let desk: TestDesk;
  let admin: Browser;

  beforeEach(async () => {
    desk = await TestDesk.open({}, { work: true });
    admin = await desk.signedIn('admin');
  });
  afterEach(() => desk.close());

  const logins = () =>
    desk.sql<{ of: string; logins: string[] }>(
      `select coalesce(a.external_id, '-') || ' ' || a.first_name as of,
              array_remove(array_agg(i.normalised order by i.normalised) filter (where i.use = 'login' and i.state = 'verified'), null) as logins
         from account a left join identifier i on i.account_id = a.id group by a.id order by a.created_at, a.id`,
    );

  test('the older customers of Shopify: known by e-mail, else phone; twice is unchanged; neither is refused', async () => {
    const file = olderFile([KAY, PHONE_ONLY, { first: 'No', last: 'Key' }, { ...KAY, first: 'Kay B' }]);
    const first = await importing(admin, file);
    expect(first).toMatchObject({
      ...none,
      kind: 'shopify-customers-older',
      read: 4,
      created: 2,
      refused: 2,
    });
    expect(await saidAbout(admin, first.id)).toEqual([
      'refused 4 Email key-missing',
      'refused 5 Email duplicate-key',
    ]);
    expect(await logins()).toEqual([
      { of: '- Kay', logins: ['+14155550132', 'kay@yahoo.example'] },
      { of: '- Asha', logins: ['+919000000001'] },
    ]);
    const before = await desk.sql('select * from account order by id');
    expect(await importing(admin, file)).toMatchObject({ ...none, unchanged: 2, refused: 2 });
    expect(await desk.sql('select * from account order by id')).toEqual(before);
  });

  test('a file with ids afterwards finds the same accounts, and one without ids finds those', async () => {
    const older = olderFile([KAY, PHONE_ONLY]);
    await importing(admin, older);
    const newer = customersFile([
      { id: '71', ...KAY },
      { id: '72', ...PHONE_ONLY, country: 'IN' },
    ]);
    expect(await importing(admin, newer)).toMatchObject({ ...none, updated: 2 });
    expect((await logins()).map(({ of }) => of)).toEqual(['71 Kay', '72 Asha']);
    expect(await importing(admin, newer)).toMatchObject({ ...none, unchanged: 2 });
    await importing(admin, older);
    expect(await importing(admin, older)).toMatchObject({ ...none, unchanged: 2 });
    expect(await logins()).toEqual([
      { of: '71 Kay', logins: ['+14155550132', 'kay@yahoo.example'] },
      { of: '72 Asha', logins: ['+919000000001'] },
    ]);
  });

  test('neither file undoes a recovery, nor makes the account a second time', async () => {
    const older = olderFile([PHONE_ONLY, KAY]);
    await importing(admin, older);
    // What a confirmed reassignment leaves behind: the e-mail came by a case.
    await desk.sql(
      `insert into identifier (id, account_id, realm, kind, use, state, value, normalised, linked_since, verified_at, origin)
       select gen_random_uuid(), id, 'main', 'email', 'login', 'verified', 'asha@new.example', 'asha@new.example', now(), now(), 'case'
         from account where first_name = 'Asha'`,
    );
    const state = () => desk.sql('select * from identifier order by id');
    const before = await state();
    const again = await importing(admin, older);
    expect(again).toMatchObject({ ...none, unchanged: 1, differing: 1 });
    expect(await saidAbout(admin, again.id)).toEqual(['differing 2 Email added-in-relink']);
    // The shop's own duplicate comes under the e-mail that the recovery moved: it takes nothing back.
    const stolen = olderFile([{ first: 'Asha', last: 'Patel', email: 'asha@new.example' }]);
    const third = await importing(admin, stolen);
    expect(await saidAbout(admin, third.id)).toEqual(['differing 2 Email held-in-relink']);
    expect(await state()).toEqual(before);
    // The shop followed: the file with ids has both, and finds the account.
    const newer = customersFile([{ id: '72', ...PHONE_ONLY, email: 'asha@new.example', country: 'IN' }]);
    expect(await importing(admin, newer)).toMatchObject({ ...none, updated: 1 });
    expect(await state()).toEqual(before);
    expect((await logins()).map(({ of }) => of)).toEqual(['72 Asha', '- Kay']);
  });

  test('an e-mail that another person has now gives them nothing of its former owner', async () => {
    await importing(admin, olderFile([KAY]));
    const before = await desk.sql('select * from account');
    const reused = { first: 'Mallory', last: 'Reuse', email: KAY.email, phone: '+14155550199' };
    const result = await importing(admin, olderFile([reused]));
    expect(result).toMatchObject({ ...none, differing: 1 });
    expect(await saidAbout(admin, result.id)).toEqual(['differing 2 Email somebody-else']);
    expect(await desk.sql('select * from account')).toEqual(before);
    // With an id it is a customer of its own: the former owner keeps the account and its orders, without the e-mail.
    expect(await importing(admin, customersFile([{ id: '90', ...reused }]))).toMatchObject({
      ...none,
      created: 1,
    });
    expect(await logins()).toEqual([
      { of: '- Kay', logins: ['+14155550132'] },
      { of: '90 Mallory', logins: ['+14155550199', 'kay@yahoo.example'] },
    ]);
  });

  test('an attacker who writes a customer’s phone beside an e-mail of their own takes no login', async () => {
    await importing(admin, olderFile([PHONE_ONLY]));
    const attacker = { first: 'Asha', last: 'Patel', email: 'mallory@mail.example', phone: PHONE_ONLY.phone };
    const file = olderFile([attacker, PHONE_ONLY]);
    const result = await importing(admin, file);
    expect(result).toMatchObject({ ...none, created: 1, unchanged: 1, warned: 1 });
    expect(await saidAbout(admin, result.id)).toEqual(['warned 2 Phone login-of-another-account']);
    expect(await logins()).toEqual([
      { of: '- Asha', logins: ['+919000000001'] },
      { of: '- Asha', logins: ['mallory@mail.example'] },
    ]);
    expect(await importing(admin, file)).toMatchObject({ ...none, unchanged: 2, warned: 1 });
    const fresh = await desk.sql(
      `select linked_since is not null as fresh from identifier where value like 'mallory%'`,
    );
    expect(fresh).toEqual([{ fresh: true }]);
  });

  test('WooCommerce: its report, then a plugin’s customers with ids, are the same customers', async () => {
    expect(await importing(admin, WOO_REPORT)).toMatchObject({
      ...none,
      kind: 'woocommerce-customers',
      created: 2,
    });
    expect(await importing(admin, WOO_REPORT)).toMatchObject({ ...none, unchanged: 2 });
    expect(await importing(admin, WOO_CUSTOMERS)).toMatchObject({
      ...none,
      kind: 'woocommerce-customers',
      updated: 2,
    });
    expect(await importing(admin, WOO_CUSTOMERS)).toMatchObject({ ...none, unchanged: 2 });
    expect(await logins()).toEqual([
      { of: '17 Kay', logins: ['kay.little', 'kay@yahoo.example'] },
      { of: '18 Asha', logins: ['asha', 'asha@mail.example'] },
    ]);
    // The report says nothing about streets and phones: they stay.
    await importing(admin, WOO_REPORT);
    expect(
      await desk.sql(`select country, (select count(*)::integer from identifier i where i.account_id = a.id
      and i.use = 'contact' and i.state = 'verified') as phones from account a order by external_id`),
    ).toEqual([
      { country: 'US', phones: 1 },
      { country: 'IN', phones: 1 },
    ]);
  });

  test('WooCommerce: orders find who was signed in, else the e-mail, with their items in any of its forms', async () => {
    const orders = await importing(admin, WOO_ORDERS);
    expect(orders).toMatchObject({ ...none, kind: 'woocommerce-orders', created: 3 });
    await importing(admin, WOO_CUSTOMERS);
    expect(await importing(admin, WOO_ORDERS_BY_ITEM)).toMatchObject({ ...none, created: 2 });
    for (const file of [WOO_ORDERS, WOO_ORDERS_BY_ITEM])
      expect(await importing(admin, file)).toMatchObject({ ...none, unchanged: file === WOO_ORDERS ? 3 : 2 });
    expect(
      await desk.sql(
        `select o.number, a.first_name as of, o.financial_status as paid, o.ship_city as city,
                (select string_agg(i.quantity || ' ' || i.name || ' ' || i.price, ', ' order by position) from order_item i where i.order_id = o.id) as items
           from shop_order o left join account a on a.id = o.account_id order by o.number`,
      ),
    ).toEqual([
      { number: '601', of: 'Kay', paid: 'paid', city: '', items: '2 Yoga mat 5.00, 1 Tea set 10.00' },
      { number: '602', of: 'Kay', paid: 'paid', city: '', items: '1 Bowl 5.00' },
      {
        number: 'WC-501',
        of: 'Kay',
        paid: 'paid',
        city: 'San Jose',
        items: '2 Yoga mat 5.00, 1 Tea set 10.00',
      },
      { number: 'WC-502', of: 'Asha', paid: 'paid', city: 'Surat', items: '1 Sari 9.50' },
      { number: 'WC-503', of: null, paid: 'refunded', city: 'Town', items: '1 Bowl 2.00, 3 Cup 1.00' },
    ]);
  });
});
