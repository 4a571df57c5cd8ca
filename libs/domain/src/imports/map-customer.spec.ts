import { customerCells, customerColumns, type RowValues } from '../fixtures/export-rows.fixture.ts';
import { mapCustomer } from './map-customer.ts';

const columns = customerColumns();
const map = (values: RowValues) => mapCustomer(columns, customerCells(values), 7);
const identifiers = (values: RowValues) =>
  map(values).row?.identifiers.map(({ kind, use, normalised, reachable }) =>
    [kind, use, normalised, ...(reachable ? [] : ['unreachable'])].join(' '),
  );

describe('a customer of the export', () => {
  test('signs in with the Email and the Phone column; the phone of the address is a contact', () => {
    expect(
      identifiers({
        Email: 'Kay.Little1@Yahoo.example',
        Phone: "'+14155598520",
        'Default Address Phone': "'+14155594475",
        'Default Address Country Code': 'US',
      }),
    ).toEqual([
      'email login kay.little1@yahoo.example',
      'phone login +14155598520',
      'phone contact +14155594475',
    ]);
  });

  test('has a phone once, whatever the notation it comes in', () => {
    expect(identifiers({ Phone: '+46 70577 9598', 'Default Address Phone': "'+46705779598" })).toEqual([
      'phone login +46705779598',
    ]);
  });

  test.each([
    ['0014155598520', 'US', '+14155598520'],
    ["'0062 812 3456 7890", 'ID', '+6281234567890'],
    ['0812-3456-7890', 'ID', '+6281234567890'],
    ['94098 26435', 'IN', '+919409826435'],
    ['070-577 95 98', 'SE', '+46705779598'],
    ['(415) 559-8520', 'us', '+14155598520'],
    ['+1-415-5594475', 'DE', '+14155594475'],
    ['138 1521 9016', 'CN', '+8613815219016'],
  ])('reads the phone %s with the country of the address (%s) as a hint', (written, country, e164) => {
    expect(identifiers({ Phone: written, 'Default Address Country Code': country })).toEqual([
      `phone login ${e164}`,
    ]);
  });

  test.each(['12', '+1 999', '9.4E+11', 'none', '+4670577959812345'])(
    'keeps the impossible phone %s as written, as a contact, with a warning',
    (written) => {
      const { row, issues } = map({ Phone: written, 'Default Address Country Code': 'SE' });
      expect(row?.identifiers).toEqual([
        expect.objectContaining({ kind: 'phone', use: 'contact', value: written, reachable: false }),
      ]);
      expect(issues).toEqual([
        expect.objectContaining({ line: 7, column: 'Phone', code: 'phone-impossible', severity: 'warned' }),
      ]);
    },
  );

  test('keeps what is no e-mail as written, as a contact, with a warning', () => {
    const { row, issues } = map({ Email: 'kay at yahoo' });
    expect(row?.identifiers).toEqual([expect.objectContaining({ use: 'contact', value: 'kay at yahoo' })]);
    expect(issues).toEqual([expect.objectContaining({ column: 'Email', code: 'email-impossible' })]);
  });

  test('does not tidy an e-mail with a hidden character into somebody else’s', () => {
    expect(map({ Email: 'kay\u200B@yahoo.example' }).row?.identifiers).toEqual([
      expect.objectContaining({ use: 'contact', reachable: false }),
    ]);
  });

  test('keeps a formula and HTML in a name as they are', () => {
    const { row, issues } = map({ 'First Name': '=1+1', 'Last Name': '<script>alert(1)</script>' });
    expect(row).toMatchObject({ firstName: '=1+1', lastName: '<script>alert(1)</script>' });
    expect(issues).toEqual([]);
  });

  test('takes characters out of a name that turn it round, and keeps the joiners that Indic scripts need', () => {
    const { row, issues } = map({ 'First Name': '\u202Eahsa\u202C', 'Last Name': 'ક્\u200Dષ' });
    expect(row).toMatchObject({ firstName: 'ahsa', lastName: 'ક્\u200Dષ' });
    expect(issues.map(({ code }) => code)).toEqual(['hidden-characters']);
  });

  test('strips the apostrophe of postcodes, joins a broken line and keeps a note’s lines', () => {
    const { row } = map({
      'Default Address Address1': '67 Market Street\r\nSuite 4',
      'Default Address Zip': "'91302",
      Note: 'first\r\nsecond',
    });
    expect(row).toMatchObject({
      address: { line1: '67 Market Street Suite 4', postcode: '91302' },
      note: 'first\nsecond',
    });
  });

  test('has no address where the file has none', () => {
    expect(map({ 'Default Address Phone': '+46705779598' }).row?.address).toBeNull();
  });

  test('writes to a customer in Gujarati whose name is in Gujarati, and finds her by either script', () => {
    expect(map({ 'First Name': 'આશા', 'Last Name': 'પટેલ' }).row).toMatchObject({
      language: 'gu',
      searchName: expect.stringMatching(/^[a-z ]+ આશા પટેલ$/u) as string,
    });
    expect(map({ 'First Name': 'Åsa', 'Last Name': 'Öberg' }).row).toMatchObject({
      language: 'en',
      searchName: 'asa oberg åsa öberg',
    });
  });

  test.each([
    ['', 'id-missing'],
    ['6.1E+12', 'id-unreadable'],
    ['abc', 'id-unreadable'],
  ])('refuses the id %j', (id, code) => {
    const { row, issues } = map({ 'Customer ID': id });
    expect(row).toBeNull();
    expect(issues).toEqual([expect.objectContaining({ severity: 'refused', column: 'Customer ID', code })]);
  });

  test('reads an id behind an apostrophe, and splits tags', () => {
    expect(map({ 'Customer ID': "'6100000000007", Tags: 'vip, phone-only , vip' }).row).toMatchObject({
      externalId: '6100000000007',
      tags: ['vip', 'phone-only'],
    });
  });
});
