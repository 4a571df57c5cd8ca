import fc from 'fast-check';
import { readHeader } from './columns.ts';
import { OrderRows } from './group-order-rows.ts';
import { headerKey, isHeader, mappingFaults, readMappedHeader, suggestMapping } from './import-mapping.ts';
import { customerKey, mapCustomer } from './map-customer.ts';
import { mayBeSamePerson } from './match-customer.ts';
import { planCustomerBatch } from './plan-customer-batch.ts';
import type { KnownIdentifier } from './customer-plan.ts';
import { saidBy } from './said.ts';

const OLDER =
  'First Name,Last Name,Email,Company,Address1,Address2,City,Province,Province Code,Country,Country Code,Zip,Phone,Accepts Marketing,Total Spent,Total Orders,Tags,Note,Tax Exempt';
const NEWER =
  'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Address1,Default Address Country Code,Phone,Tags';
const WOO =
  'customer_id,user_login,user_email,first_name,last_name,billing_first_name,billing_phone,billing_address_1,billing_country';
const REPORT =
  'Name,Username,Last active,Date registered,Email,Orders,Total spend,AOV,Country / Region,City,Region,Postal code';
const WOO_ORDERS =
  'order_id,order_number,order_date,status,order_total,order_currency,customer_id,billing_email,line_items';
const SHOPIFY_ORDERS = 'Name,Email,Created at,Lineitem name,Id,Total';

const KINDS = [
  [OLDER, 'shopify-customers-older'],
  [
    OLDER.replace('Accepts Marketing', 'Accepts Email Marketing').replace(
      'Address1',
      'Default Address Address1',
    ),
    'shopify-customers-older',
  ],
  [NEWER, 'shopify-customers'],
  [WOO, 'woocommerce-customers'],
  [WOO.replaceAll('_', ' '), 'woocommerce-customers'],
  [REPORT, 'woocommerce-customers'],
  [WOO_ORDERS, 'woocommerce-orders'],
  [SHOPIFY_ORDERS, 'shopify-orders'],
] as const;

const VALUES: Readonly<Record<string, string>> = {
  'Customer ID': '6100000000007',
  customer_id: '17',
  user_login: 'kay',
  user_email: 'kay@yahoo.example',
  first_name: 'Kay',
  Username: 'kay',
  Name: 'Kay Little',
  'First Name': 'Kay',
  'Last Name': 'Little',
  Email: 'Kay@yahoo.example',
  Phone: '+14155550132',
  billing_phone: '+14155550132',
  'Country Code': 'US',
  'Country / Region': 'United States',
  Zip: "'91302",
};

describe('a file that is known by its header', () => {
  test.each(KINDS)('%s is %s, in any order and case of its columns', (header, kind) => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(header.split(','), { minLength: header.split(',').length }),
        fc.boolean(),
        (names, loud) => {
          expect(
            readHeader(names.map((name) => (loud ? name.toUpperCase() : name.toLowerCase())))?.kind,
          ).toBe(kind);
        },
      ),
      { numRuns: 30 },
    );
  });

  test.each([OLDER, NEWER, WOO, REPORT])(
    'a customer of %s, imported twice, is unchanged whatever the order of columns',
    (header) => {
      fc.assert(
        fc.property(
          fc.shuffledSubarray(header.split(','), { minLength: header.split(',').length }),
          (names) => {
            const read = readHeader(names);
            if (read?.records !== 'customers') throw new Error('These are customers.');
            const { row } = mapCustomer(
              read.columns,
              names.map((name) => VALUES[name] ?? ''),
              2,
            );
            if (row === null) throw new Error('The row is refused.');
            const said = saidBy(read.columns);
            const [first] = planCustomerBatch([{ line: 2, row, accountId: 'one', account: null }], [], said);
            const identifiers = (first?.add ?? []).map(
              ({ kind, use, value, normalised }, at): KnownIdentifier => ({
                id: String(at),
                ...{ kind, use, value, normalised },
                state: 'verified',
                origin: 'import',
                releaseReason: null,
              }),
            );
            const account = {
              id: 'one',
              status: 'active' as const,
              hasId: row.externalId !== '',
              mergedInto: null,
              isSurvivor: false,
              sameRow: true,
              identifiers,
            };
            const [again] = planCustomerBatch([{ line: 2, row, accountId: 'one', account }], [], said);
            expect([first?.outcome, again?.outcome, again?.add, again?.release]).toEqual([
              'created',
              'unchanged',
              [],
              [],
            ]);
            expect(customerKey(row)).toBe(row.externalId || 'email:kay@yahoo.example');
          },
        ),
        { numRuns: 30 },
      );
    },
  );

  test.each([
    ['id,email,phone,name'],
    ['customer_id,email,phone'],
    ['Name,Email,Phone'],
    ['First Name,Last Name,Email,Phone'],
  ])('%s is nobody’s: it is mapped', (header) => {
    expect(readHeader(header.split(','))).toBeNull();
  });

  test('items in one cell that cannot be read are left out, and the order is loaded', () => {
    const header = readHeader(WOO_ORDERS.split(','));
    if (header?.records !== 'orders') throw new Error('These are orders.');
    const rows = new OrderRows(header.columns);
    const order = (items: string) => [
      ...rows.push(['1', '1', '2024-01-02', 'completed', '5.00', 'USD', '0', 'kay@yahoo.example', items], 2),
      ...rows.end(),
    ];
    for (const items of ['[{"name":', 'nonsense', '[null]', 'name:Tea|quantity:many|total:1'])
      expect(order(items)).toMatchObject([
        { order: { number: '1' }, items: [], issues: [{ code: 'items-unreadable' }] },
      ]);
    expect(order('name:Tea; with: lemon|quantity:2|total:9.00')).toMatchObject([
      { items: [{ quantity: 2, price: '4.50' }] },
    ]);
  });
});

describe('a mapping', () => {
  test('suggests, fits its own header in any order, and never throws', () => {
    const names = fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 20 }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        names,
        fc.array(fc.array(fc.string(), { maxLength: 12 }), { maxLength: 3 }),
        (header, rows) => {
          const mapping = suggestMapping(header, rows);
          expect(readMappedHeader([...header].reverse(), mapping)?.records).toBe(mapping.records);
          expect(headerKey([...header].reverse())).toBe(headerKey(header));
          mappingFaults(mapping);
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    [['Name', 'E-mail'], true],
    [['asha@mail.example', 'Asha'], false],
    [['Asha', '+91 90000 00001'], false],
    [['', ''], false],
  ])('takes %j for a header: %s', (cells, answer) => {
    expect(isHeader(cells)).toBe(answer);
  });
});

describe('a row that is known by an e-mail or phone', () => {
  const header = readHeader(OLDER.split(','));
  if (header?.records !== 'customers') throw new Error('These are customers.');
  const row = (values: Readonly<Record<string, string>>) => {
    const mapped = mapCustomer(
      header.columns,
      OLDER.split(',').map((name) => values[name] ?? ''),
      2,
    ).row;
    if (mapped === null) throw new Error('The row is refused.');
    return mapped;
  };
  const email = { kind: 'email' as const, normalised: 'kay@yahoo.example' };
  const phone = { kind: 'phone' as const, normalised: '+14155550132' };

  test('may be of the account that shares a word of the name, or another contact, and of no other', () => {
    const kay = { searchName: 'kay little', identifiers: [email, phone] };
    const like = (values: Readonly<Record<string, string>>) =>
      mayBeSamePerson(row({ Email: 'Kay@yahoo.example', ...values }), kay, 'key');
    expect(like({ 'First Name': 'Kay', 'Last Name': 'Married' })).toBe(true);
    expect(like({ 'First Name': 'K.', 'Last Name': 'Other', Phone: '+14155550132' })).toBe(true);
    expect(like({})).toBe(true);
    expect(like({ 'First Name': 'Mallory', 'Last Name': 'Reuse' })).toBe(false);
    expect(like({ 'First Name': 'Mallory', Phone: '+14155550199' })).toBe(false);
  });
});
