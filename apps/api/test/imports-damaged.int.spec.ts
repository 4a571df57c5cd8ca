import type { ImportView } from '@relink/contract';
import { type Browser, TestDesk } from './harness/test-desk.ts';
import {
  type Customer,
  customerLine,
  customersFile,
  orderLines,
  ordersFile,
} from './fixtures/imports/exports.ts';
import { importing, saidAbout, upload } from './fixtures/imports/upload.ts';

const email = (id: number) => `customer${String(id)}@mail.example`;
const customers = (from: number, to: number): Customer[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    id: String(from + index),
    email: email(from + index),
  }));
const DAMAGED = { id: '900', email: 'damaged@mail.example' };

describe('a damaged file', () => {
  let desk: TestDesk;
  let admin: Browser;
  beforeEach(async () => {
    desk = await TestDesk.open({}, { work: true });
    admin = await desk.signedIn('admin');
  });
  afterEach(() => desk.close());

  const known = async () =>
    (
      await desk.sql<{ id: string }>('select external_id as id from account order by external_id::bigint')
    ).map(({ id }) => Number(id));
  /** Imports customers 1 to 5 with something between the second and the third. */
  const withBetween = (...between: readonly (Customer | string)[]) =>
    importing(admin, customersFile([...customers(1, 2), ...between, ...customers(3, 5)]));

  test.each<[string, string, string]>([
    ['a column too few', customerLine(DAMAGED).replace(/,[^,]*$/, ''), 'refused 4  wrong-width'],
    ['a column too many', `${customerLine(DAMAGED)},more`, 'refused 4  wrong-width'],
    ['an unclosed quote', customerLine(DAMAGED).replace('Kay', '"Kay'), 'refused 4  unreadable'],
    [
      'a stray quote',
      customerLine({ ...DAMAGED, first: 'KAY' }).replace('KAY', 'K"ay'),
      'refused 4  unreadable',
    ],
    ['a NUL byte', customerLine({ ...DAMAGED, first: 'Ka\0y' }), 'refused 4 First Name nul-byte'],
    [
      'an absurdly long name',
      customerLine({ ...DAMAGED, first: 'x'.repeat(5000) }),
      'refused 4 First Name too-long',
    ],
    ['a line of megabytes', customerLine({ ...DAMAGED, first: 'x'.repeat(3e6) }), 'refused 4  row-too-large'],
    [
      'an id that a spreadsheet rounded',
      customerLine({ ...DAMAGED, id: '6.1E+12' }),
      'refused 4 Customer ID id-unreadable',
    ],
    ['no id', customerLine({ ...DAMAGED, id: '' }), 'refused 4 Customer ID id-missing'],
    [
      'an id for the second time',
      customerLine({ ...DAMAGED, id: '1' }),
      'refused 4 Customer ID duplicate-id',
    ],
  ])('with %s loses that row alone, and says where', async (_, damaged, said) => {
    const result = await withBetween(damaged);
    expect(result).toMatchObject({ state: 'finished', read: 6, created: 5, refused: 1, warned: 0 });
    expect(await saidAbout(admin, result.id)).toEqual([said]);
    expect(await known()).toEqual([1, 2, 3, 4, 5]);
  });

  test.each<[string, Customer, string]>([
    ['an impossible phone', { ...DAMAGED, phone: '12' }, 'warned 4 Phone phone-impossible'],
    ['an e-mail that is none', { ...DAMAGED, email: 'nobody' }, 'warned 4 Email email-impossible'],
    [
      'another customer’s e-mail',
      { ...DAMAGED, email: email(1) },
      'warned 4 Email email-of-another-customer',
    ],
    [
      'hidden characters in a name',
      { ...DAMAGED, first: 'K\u202Eay' },
      'warned 4 First Name hidden-characters',
    ],
  ])('with %s is loaded with a warning', async (_, damaged, said) => {
    const result = await withBetween(damaged);
    expect(result).toMatchObject({ state: 'finished', read: 6, created: 6, refused: 0, warned: 1 });
    expect(await saidAbout(admin, result.id)).toEqual([said]);
    expect(await known()).toEqual([1, 2, 3, 4, 5, 900]);
    expect(
      await desk.sql(`select 1 from identifier i join account a on a.id = i.account_id
        where external_id = '900' and use = 'login' and normalised <> 'damaged@mail.example'`),
    ).toEqual([]);
  });

  test('with a BOM, CRLF, quoted newlines, formulas and HTML is whole', async () => {
    const odd = [
      { ...DAMAGED, first: '=cmd|calc', last: '<img src=x onerror=alert(1)>' },
      { id: '901', email: 'lines@mail.example', street: '67 Market\r\nStreet' },
    ];
    const content = `\uFEFF${customersFile([...customers(1, 2), ...odd], '\r\n')}`;
    const result = await importing(admin, content);
    expect(result).toMatchObject({ read: 4, created: 4, warned: 0, refused: 0 });
    expect(await desk.sql(`select first_name, last_name from account where external_id = '900'`)).toEqual([
      { first_name: '=cmd|calc', last_name: '<img src=x onerror=alert(1)>' },
    ]);
    expect(
      await desk.sql(
        `select line1 from address d join account a on a.id = d.account_id where external_id = '901'`,
      ),
    ).toEqual([{ line1: '67 Market Street' }]);
  });

  test('of orders loses what is damaged, and each order keeps its other items', async () => {
    const order = (id: number, items = 1) => ({ id: String(id), number: `#${String(1000 + id)}`, items });
    const third = orderLines(order(3, 3));
    const result = await importing(
      admin,
      ordersFile([
        order(1, 2),
        orderLines(order(2, 2)).at(1) ?? '',
        ...[third[0] ?? '', '#1003,short', third[1] ?? '', third[2] ?? ''],
        { ...order(4), at: 'some day' },
        { ...order(5), id: '1' },
        { ...order(6), phone: '12' },
        order(7),
      ]),
    );
    expect(result).toMatchObject({ read: 8, created: 4, refused: 4, warned: 1 });
    expect(await saidAbout(admin, result.id)).toEqual([
      'refused 4 Id order-row-apart',
      'refused 6  wrong-width',
      'refused 9 Created at date-unreadable',
      'refused 10 Id duplicate-id',
      'warned 11 Phone order-phone-impossible',
    ]);
    expect(
      await desk.sql(`select number, count(*)::integer as items from shop_order o join order_item i on i.order_id = o.id
        group by 1 order by 1`),
    ).toEqual([
      { number: '#1001', items: 2 },
      { number: '#1003', items: 3 },
      { number: '#1006', items: 1 },
      { number: '#1007', items: 1 },
    ]);
  });

  test('with an id that comes again thousands of rows later is caught all the same', async () => {
    const result = await importing(admin, customersFile([...customers(1, 4500), { ...DAMAGED, id: '7' }]));
    expect(result).toMatchObject({ read: 4501, created: 4500, refused: 1 });
    expect(await saidAbout(admin, result.id)).toEqual(['refused 4502 Customer ID duplicate-id']);
  });

  test('that is no export at all is refused at once', async () => {
    for (const content of ['', 'customer_id,person\n1,1\n', '\0\0\0', '<html></html>', '%PDF-1.7 \u0001'])
      expect(await upload(admin, content)).toMatchObject({ status: 422, body: { code: 'file-unreadable' } });
    expect(await admin.post('/api/imports', { file: 'x' })).toMatchObject({ status: 415 });
    const form = new FormData();
    form.append('other', new Blob(['x']), 'x.csv');
    const headers = { 'idempotency-key': 'k' };
    const wrongPart = await admin.fetch('/api/imports', { method: 'POST', body: form, headers });
    expect([wrongPart.status, await wrongPart.json()]).toMatchObject([
      422,
      { errors: { file: expect.any(String) as string } },
    ]);
    expect((await admin.fetch('/api/imports', { method: 'POST', body: form })).status).toBe(400);
  });

  test('can be mended from its list of rows, which a spreadsheet opens harmlessly', async () => {
    const evil = { ...DAMAGED, id: '', first: '=HYPERLINK("http://evil.example")' };
    const result = await importing(admin, customersFile([evil, { ...DAMAGED, phone: '12' }]), '=1+1.csv');
    const csv = async (query = '') => {
      const response = await admin.fetch(`/api/imports/${result.id}/issues.csv${query}`);
      expect(response.headers.get('content-type')).toMatch('text/csv');
      expect(response.headers.get('content-disposition')).toMatch('attachment');
      return Buffer.from(await response.arrayBuffer()).toString();
    };
    const lines = (await csv()).split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('\uFEFFSeverity,File,Line,Column,Code,Reason,Row');
    expect(lines[1]).toMatch(/^warned,"'=1\+1\.csv",3,Phone,phone-impossible,/);
    expect(lines[2]).toMatch(/^refused,"'=1\+1\.csv",2,Customer ID,id-missing,/);
    expect((await csv('?severity=refused')).split('\r\n')).toHaveLength(3);
    expect((await admin.fetch(`/api/imports/${result.id}/issues.csv?severity=no`)).status).toBe(422);
  });

  test('and every other import can be listed, page by page', async () => {
    await importing(admin, customersFile(customers(1, 1)));
    const second = await importing(admin, customersFile([{ ...DAMAGED, id: '' }]));
    const query = new URLSearchParams({
      range: '[0,0]',
      sort: '["createdAt","DESC"]',
      filter: '{"state":"finished"}',
    });
    const { body, headers } = await admin.get<ImportView[]>(`/api/imports?${query.toString()}`);
    expect(body.map(({ id }) => id)).toEqual([second.id]);
    expect(headers.get('content-range')).toBe('imports 0-0/2');
    const issues = await admin.get(
      `/api/imports/${second.id}/issues?filter={"severity":"refused"}&range=[0,9]`,
    );
    expect(issues.headers.get('content-range')).toBe('issues 0-0/1');
    expect((await admin.get('/api/imports/0190f2a0-0000-7000-8000-000000000001/issues')).status).toBe(404);
    expect((await admin.get('/api/imports/nonsense')).status).toBe(422);
  });
});
