import { customersFile, ordersFile } from './fixtures/imports/exports.ts';
import { importing, saidAbout } from './fixtures/imports/upload.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

const HEADER =
  'Customer ID,First Name,Last Name,Email,Phone,Accepts Email Marketing,Accepts SMS Marketing,Birth Date,Preferred Contact,Loyalty Points,Store Credit,Store Credit Currency,Legal Hold,Open Dispute,Second Factor,Note';
const csv = (header: string, ...rows: string[]) => [header, ...rows].map((row) => `${row}\n`).join('');
const people = (...rows: string[]) => csv(HEADER, ...rows);
const KAY = '1,Kay,Little,kay@yahoo.example,,yes,no,1980-05-01,sms,1250,12.5,USD,no,yes,no,';
const TRI = '2,Tri,Widodo,tri@mail.example,,,no,,,0,,,,,yes,';

const cards = (...rows: string[]) =>
  csv('Gift Card ID,Customer ID,Email,Last Characters,Currency,Balance,Expires On', ...rows);
const subscriptions = (...rows: string[]) =>
  csv('Subscription ID,Email,Product,State,Next Charge On', ...rows);

type Event = { readonly facts: { readonly changed: readonly string[] } };

describe('an admin imports what customers hold', () => {
  let desk: TestDesk;
  let admin: Browser;

  beforeEach(async () => {
    desk = await TestDesk.open({}, { work: true });
    admin = await desk.signedIn('admin');
  });
  afterEach(() => desk.close());

  const account = async (externalId: string) => {
    const [row] = await desk.sql(
      `select a.birth_date::text, a.contact_preference as prefers, a.loyalty_points::integer as points, a.has_balance,
          a.has_subscription, a.security_version::integer as version,
          array(select c.currency || ' ' || c.amount from store_credit c where c.account_id = a.id order by 1) as credits,
          array(select c.topic || ' ' || c.granted from consent c where c.account_id = a.id order by 1) as consents,
          array(select h.kind from account_hold h where h.account_id = a.id and h.ended_at is null order by 1) as holds,
          array(select f.kind from second_factor f where f.account_id = a.id) as factors
         from account a where a.external_id = $1`,
      [externalId],
    );
    return row;
  };
  const events = async () => {
    const rows = await desk.sql<{ canonical: Buffer }>(
      `select canonical from audit_event where action = 'account.imported' order by at, id`,
    );
    return rows.map(({ canonical }) => (JSON.parse(canonical.toString()) as Event).facts.changed);
  };

  test('with the customers: points, credit, consents, holds, birth date and second factor', async () => {
    expect(await importing(admin, people(KAY, TRI))).toMatchObject({ created: 2, warned: 0, refused: 0 });
    expect(await account('1')).toEqual({
      birth_date: '1980-05-01',
      prefers: 'sms',
      points: 1250,
      has_balance: true,
      has_subscription: false,
      version: 1,
      credits: ['USD 12.50'],
      consents: ['email-marketing true', 'sms-marketing false'],
      holds: ['dispute'],
      factors: [],
    });
    expect(await account('2')).toMatchObject({
      birth_date: null,
      points: 0,
      has_balance: false,
      credits: [],
      consents: ['sms-marketing false'],
      holds: [],
      factors: ['authenticator'],
    });
    expect(await importing(admin, people(KAY, TRI))).toMatchObject({ unchanged: 2 });
    expect(await account('1')).toMatchObject({ version: 1 });
  });

  test('and what changed raises the security version with an event; a consent and a note do not', async () => {
    await importing(admin, people(KAY, TRI));
    await importing(admin, people(KAY.replace('yes,no,1980', 'no,no,1980') + 'called', TRI));
    expect(await account('1')).toMatchObject({
      version: 1,
      consents: ['email-marketing false', 'sms-marketing false'],
    });
    expect(await events()).toEqual([]);
    const spent = KAY.replace('1250,12.5,USD,no,yes,no', '0,8,EUR,yes,no,yes');
    await importing(admin, people(spent, TRI));
    expect(await account('1')).toMatchObject({
      version: 2,
      points: 0,
      has_balance: true,
      credits: ['EUR 8.00'],
      holds: ['legal-hold'],
      factors: ['authenticator'],
    });
    expect(await events()).toEqual([['balance', 'hold', 'second-factor']]);
    await importing(admin, people(spent.replace('0,8,EUR', '0,,'), TRI));
    expect(await account('1')).toMatchObject({ version: 3, credits: [], has_balance: false });
  });

  test('a file without these columns leaves them as they are, and a cell that cannot be read is told', async () => {
    await importing(admin, people(KAY));
    await importing(admin, customersFile([{ id: '1', email: 'kay@yahoo.example', note: 'moved' }]));
    expect(await account('1')).toMatchObject({
      birth_date: '1980-05-01',
      points: 1250,
      credits: ['USD 12.50'],
      holds: ['dispute'],
      consents: ['email-marketing false', 'sms-marketing false'],
    });
    const odd = '1,Kay,Little,kay@yahoo.example,,maybe,no,1980-13-41,pigeon,12.5,-3,USD,perhaps,no,no,';
    const { id } = await importing(admin, people(odd));
    expect(await saidAbout(admin, id)).toEqual([
      'warned 2 Birth Date detail-unreadable',
      'warned 2 Preferred Contact detail-unreadable',
      'warned 2 Loyalty Points detail-unreadable',
      'warned 2 Store Credit detail-unreadable',
      'warned 2 Accepts Email Marketing detail-unreadable',
      'warned 2 Legal Hold detail-unreadable',
    ]);
    expect(await account('1')).toMatchObject({ birth_date: '1980-05-01', points: 1250, holds: [] });
  });

  test('what a merge added up is not taken back by a row of one of the two, and a refused consent stays refused', async () => {
    await importing(admin, people(KAY, TRI));
    await desk.sql(
      `update account set status = 'merged', merged_into = (select id from account where external_id = '1') where external_id = '2'`,
    );
    await desk.sql(`update account set loyalty_points = 2000 where external_id = '1'`);
    await desk.sql(`update consent set granted = false where topic = 'email-marketing'`);
    const { id } = await importing(admin, people(`${KAY}called`));
    expect(await saidAbout(admin, id)).toEqual(['differing 2  merged-in-relink']);
    expect(await account('1')).toMatchObject({
      points: 2000,
      credits: ['USD 12.50'],
      consents: ['email-marketing false', 'sms-marketing false'],
    });
    expect(await desk.sql(`select note from account where external_id = '1'`)).toEqual([{ note: 'called' }]);
  });

  test('gift cards and subscriptions go to their customers, also a tombstone’s, and are told where there is none', async () => {
    await importing(admin, people(KAY.replace('1250,12.5', '0,0'), TRI));
    await desk.sql(
      `update account set status = 'merged', merged_into = (select id from account where external_id = '1') where external_id = '2'`,
    );
    const mine = [
      'G1,1,,a1b2,usd,25,2030-01-31',
      'G2,2,,,EUR,0,',
      'G3,,nobody@mail.example,,EUR,5,',
      'G4,1,,,,5,',
    ];
    const first = await importing(admin, cards(...mine));
    expect(first).toMatchObject({ state: 'finished', kind: 'gift-cards', created: 2, refused: 2 });
    expect(await saidAbout(admin, first.id)).toEqual([
      'refused 4  customer-unknown',
      'refused 5 Currency currency-missing',
    ]);
    expect(
      await desk.sql(
        `select g.external_id as id, a.external_id as of, last_characters as last, currency, balance, expires_on::text as expires
           from gift_card g join account a on a.id = g.account_id order by 1`,
      ),
    ).toEqual([
      { id: 'G1', of: '1', last: 'a1b2', currency: 'USD', balance: '25.00', expires: '2030-01-31' },
      { id: 'G2', of: '1', last: '', currency: 'EUR', balance: '0.00', expires: null },
    ]);
    expect(await account('1')).toMatchObject({ has_balance: true, has_subscription: false, version: 2 });
    const vera = await desk.signedIn('supervisor');
    const [kay] = await desk.sql<{ id: string }>(`select id from account where external_id = '1'`);
    const page = await vera.get(`/api/accounts/${kay?.id ?? ''}?reason=A%20complaint`);
    expect(page.body).toMatchObject({
      holds: ['dispute'],
      opened: {
        holdings: {
          points: 0,
          credits: [],
          giftCards: [
            { lastCharacters: 'a1b2', currency: 'USD', balance: '25.00', expiresOn: '2030-01-31' },
            { lastCharacters: '', currency: 'EUR', balance: '0.00', expiresOn: null },
          ],
          subscriptions: [],
          consents: [
            { topic: 'email-marketing', granted: true },
            { topic: 'sms-marketing', granted: false },
          ],
          holds: [{ kind: 'dispute' }],
        },
      },
    });
    expect(await importing(admin, cards(mine[0] ?? ''))).toMatchObject({ unchanged: 1 });
    expect(await importing(admin, cards((mine[0] ?? '').replace(',25,', ',0,')))).toMatchObject({
      updated: 1,
    });
    expect(await account('1')).toMatchObject({ has_balance: false, version: 3 });

    const tea = 'S1,kay@yahoo.example,Tea of the month,active,2030-02-01';
    expect(await importing(admin, subscriptions(tea))).toMatchObject({ kind: 'subscriptions', created: 1 });
    expect(await account('1')).toMatchObject({ has_subscription: true, version: 4 });
    expect(await importing(admin, subscriptions(tea.replace('active', 'canceled')))).toMatchObject({
      updated: 1,
    });
    expect(await account('1')).toMatchObject({ has_subscription: false, version: 5 });
    expect(await events()).toEqual([['gift-card'], ['gift-card'], ['subscription'], ['subscription']]);
  });

  test('a gift card that the shop gives to another customer changes both, and none of a closed account’s', async () => {
    await importing(admin, people(KAY, TRI.replace('0,,', '0,0,')));
    await importing(admin, cards('G1,1,,,USD,25,'));
    await importing(admin, cards('G1,2,,,USD,25,'));
    expect(await account('2')).toMatchObject({ has_balance: true, version: 2 });
    expect(await account('1')).toMatchObject({ has_balance: true, version: 3 });
    await desk.sql(`update account set status = 'closed' where external_id = '2'`);
    const { id } = await importing(admin, cards('G1,2,,,USD,30,'));
    expect(await saidAbout(admin, id)).toEqual(['differing 2  account-not-active']);
  });

  test('any other file of gift cards is read by a mapping', async () => {
    await importing(admin, customersFile([{ id: '1', email: 'kay@yahoo.example' }]));
    await importing(admin, ordersFile([]));
    const file = csv('Card;Who;Left', 'G9;kay@yahoo.example;1.250,50').replaceAll('\n', '\r\n');
    const definition = {
      records: 'gift-cards',
      columns: { id: 'Card', email: 'Who', balance: 'Left' },
      dates: 'dmy',
      decimals: 'comma',
      country: null,
      currency: 'SEK',
    };
    const preview = await admin.post('/api/import-mappings/preview', {
      sample: file,
      cut: false,
      definition,
    });
    expect(preview.body).toMatchObject({
      faults: [],
      rows: [
        {
          read: [
            { field: 'id', value: 'G9' },
            { field: 'email', value: 'kay@yahoo.example' },
            { field: 'currency', value: 'SEK' },
            { field: 'balance', value: '1250.50' },
          ],
        },
      ],
    });
    const kept = await admin.post('/api/import-mappings', {
      name: 'Cards of the till',
      definition,
      header: ['Card', 'Who', 'Left'],
    });
    expect(kept.status).toBe(201);
    expect(await importing(admin, file)).toMatchObject({ kind: 'mapped-gift-cards', created: 1 });
    expect(await desk.sql('select currency, balance from gift_card')).toEqual([
      { currency: 'SEK', balance: '1250.50' },
    ]);
  });
});
