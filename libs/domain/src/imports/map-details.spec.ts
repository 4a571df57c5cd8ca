import fc from 'fast-check';
import { readHeader } from './columns.ts';
import { mapCustomer } from './map-customer.ts';
import { mapGiftCard, mapSubscription } from './map-holdings.ts';
import { PhoneReader } from './phone-reader.ts';
import { readMappedHeader, suggestMapping } from './import-mapping.ts';
import { readDay } from './reading.ts';

const HEADER =
  'Customer ID,Email,Phone,Accepts Email Marketing,Accepts SMS Marketing,Birth Date,Preferred Contact,Loyalty Points,Store Credit,Store Credit Currency,Legal Hold,Fraud Hold,Open Dispute,Pending Data Request,Second Factor';

function details(values: Readonly<Record<string, string>>, names = HEADER.split(',')) {
  const header = readHeader(names);
  if (header?.records !== 'customers') throw new Error('This is no header of customers.');
  const cells = names.map(
    (name) => values[name] ?? { 'Customer ID': '7', Email: 'kay@mail.example' }[name] ?? '',
  );
  const { row, issues } = mapCustomer(header.columns, cells, 2);
  return { details: row?.details, codes: issues.map(({ column, code }) => `${column} ${code}`) };
}

describe('what a customer’s row says besides who they are', () => {
  test('is nothing where the file has no columns for it, so that nothing is written', () => {
    expect(details({}, ['Customer ID', 'Email', 'Phone'])).toEqual({ details: undefined, codes: [] });
  });

  test('is emptied by empty cells, but a consent that was not asked for is none', () => {
    expect(details({})).toEqual({
      details: {
        birthDate: null,
        contactPreference: null,
        points: 0,
        credits: [],
        holds: ['legal-hold', 'fraud-hold', 'dispute', 'data-request'].map((kind) => ({ kind, open: false })),
        secondFactor: false,
      },
      codes: [],
    });
  });

  test('is read in the words that shops use', () => {
    const said = details({
      'Accepts Email Marketing': 'yes',
      'Accepts SMS Marketing': 'FALSE',
      'Birth Date': '1979-02-28',
      'Preferred Contact': 'Text message',
      'Loyalty Points': '1250.00',
      'Store Credit': '12.5',
      'Store Credit Currency': 'eur',
      'Fraud Hold': 'X',
      'Second Factor': '1',
    });
    expect(said.codes).toEqual([]);
    expect(said.details).toMatchObject({
      consents: [
        { topic: 'email-marketing', granted: true },
        { topic: 'sms-marketing', granted: false },
      ],
      birthDate: '1979-02-28',
      contactPreference: 'sms',
      points: 1250,
      credits: [{ currency: 'EUR', amount: '12.50' }],
      secondFactor: true,
    });
    expect(said.details?.holds?.filter(({ open }) => open)).toEqual([{ kind: 'fraud-hold', open: true }]);
  });

  test.each([
    ['Birth Date', '31/02/1980'],
    ['Birth Date', '1780-01-01'],
    ['Preferred Contact', 'pigeon'],
    ['Loyalty Points', '-1'],
    ['Loyalty Points', '1.5'],
    ['Store Credit', '-5'],
    ['Legal Hold', 'perhaps'],
    ['Second Factor', 'sms'],
  ])('%s %s is told and says nothing', (column, value) => {
    const said = details({ [column]: value, 'Store Credit Currency': 'EUR' });
    expect(said.codes).toEqual([`${column} detail-unreadable`]);
    expect(Object.keys(said.details ?? {}).length + (said.details?.holds?.length ?? 0)).toBe(9);
  });

  test('a store credit without a currency is told, unless the mapping says which', () => {
    expect(details({ 'Store Credit': '5' }).codes).toEqual(['Store Credit credit-without-currency']);
    const names = ['Kund', 'Tillgodo'];
    const header = readMappedHeader(names, {
      records: 'customers',
      columns: { id: 'Kund', storeCredit: 'Tillgodo', email: '' },
      dates: 'ymd',
      decimals: 'comma',
      country: null,
      currency: 'SEK',
    });
    if (header?.records !== 'customers') throw new Error('This is no header of customers.');
    expect(mapCustomer(header.columns, ['7', '1.250,5'], 2).row?.details).toEqual({
      credits: [{ currency: 'SEK', amount: '1250.50' }],
    });
  });

  test('a birth date is the day that is written, in whatever order', () => {
    const day = fc.date({ min: new Date('1850-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = iso.split('-');
        expect(readDay(iso, 'ymd')).toBe(iso);
        expect(readDay(`${iso} 00:00:00 +0200`, 'zoned')).toBe(iso);
        expect(readDay([dayOfMonth, month, year].join('.'), 'dmy')).toBe(iso);
        expect(readDay([month, dayOfMonth, year].join('/'), 'mdy')).toBe(iso);
      }),
    );
  });
});

describe('a file of gift cards or of subscriptions', () => {
  const CARD = 'Gift Card ID,Customer ID,Email,Phone,Last Characters,Currency,Balance,Expires On'.split(',');
  const card = (...cells: string[]) => {
    const header = readHeader(CARD);
    if (header?.records !== 'gift-cards') throw new Error('This is no header of gift cards.');
    const { row, issues } = mapGiftCard(header.columns, cells, 2, new PhoneReader());
    return row ?? issues.map(({ code }) => code);
  };
  const STATES = 'Subscription ID,Customer Email,Product,Status,Next Charge On'.split(',');
  const subscription = (...cells: string[]) => {
    const header = readHeader(STATES);
    if (header?.records !== 'subscriptions') throw new Error('This is no header of subscriptions.');
    const { row, issues } = mapSubscription(header.columns, cells, 2, new PhoneReader());
    return row ?? issues.map(({ code }) => code);
  };

  test('says whose each is, as an order does', () => {
    expect(card('G1', '17', 'Kay@Mail.example', '', '0000a1b2', 'usd', '25', '2030-01-31')).toEqual({
      externalId: 'G1',
      customerId: '17',
      email: 'kay@mail.example',
      phone: '',
      lastCharacters: '0000a1b2',
      currency: 'USD',
      balance: '25.00',
      expiresOn: '2030-01-31',
    });
    expect(subscription('S1', 'kay@mail.example', 'Tea', 'wc-pending-cancel', '')).toMatchObject({
      state: 'active',
      nextChargeOn: null,
    });
  });

  test.each([
    ['id-missing', () => card('', '17', '', '', '', 'USD', '25', '')],
    ['amount-unreadable', () => card('G1', '17', '', '', '', 'USD', '-1', '')],
    ['currency-missing', () => card('G1', '17', '', '', '', 'dollars', '25', '')],
    ['state-unreadable', () => subscription('S1', 'kay@mail.example', '', 'resting', '')],
  ])('is refused for %s', (code, read) => {
    expect(read()).toEqual([code]);
  });

  test('is suggested for a mapping by what its columns are called', () => {
    expect(
      suggestMapping(['Gift card no', 'Mail', 'Balance'], [['1', 'a@b.example', '1.250,50']]),
    ).toMatchObject({
      records: 'gift-cards',
      columns: { email: 'Mail', balance: 'Balance' },
      decimals: 'comma',
    });
    expect(suggestMapping(['Subscription ID', 'Email', 'Status'], [])).toMatchObject({
      records: 'subscriptions',
      columns: { id: 'Subscription ID', email: 'Email', state: 'Status' },
    });
  });
});
