import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { type Browser, TestDesk } from './harness/test-desk.ts';
import { customersFile, ordersFile } from './fixtures/imports/exports.ts';
import { finished, importing, saidAbout, upload } from './fixtures/imports/upload.ts';

const KAY = { id: '1', email: 'kay@yahoo.example', phone: "'+14155550132", addressPhone: '(415) 555-0133' };
const ASHA = { id: '2', first: 'આશા', last: 'પટેલ', phone: '+91 90000 00001', country: 'IN' };
const CUSTOMERS = [KAY, ASHA, { id: '3', email: 'tri@mail.example' }];
const none = { created: 0, updated: 0, unchanged: 0, differing: 0, warned: 0, refused: 0 };

describe('an admin imports the shop’s own exports', () => {
  let desk: TestDesk;
  let admin: Browser;
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'relink-imports-'));
    desk = await TestDesk.open({ RELINK_DATA_DIR: dataDir }, { work: true });
    admin = await desk.signedIn('admin');
  });
  afterEach(async () => {
    await desk.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const identifiers = (externalId: string) =>
    desk.sql<{ kind: string; use: string; state: string; normalised: string; linked_since: Date | null }>(
      `select i.kind, i.use, i.state, i.normalised, i.linked_since from identifier i join account a on a.id = i.account_id
        where a.external_id = $1 order by i.kind, i.use, i.created_at`,
      [externalId],
    );

  test('finds the customers, their logins and their orders afterwards; a second run changes nothing', async () => {
    const customers = customersFile(CUSTOMERS);
    const orders = ordersFile([
      { id: '11', number: '#1001', email: 'KAY@yahoo.example', items: 3 },
      { id: '12', number: '#1002', phone: '+919000000001', at: '2022-02-03 04:05:06 +0530' },
      { id: '13', number: '#1003', email: 'stranger@mail.example', shippingPhone: '+14155550132' },
    ]);
    expect(await importing(admin, customers)).toMatchObject({
      ...none,
      state: 'finished',
      read: 3,
      created: 3,
    });
    expect(await importing(admin, orders)).toMatchObject({ ...none, state: 'finished', read: 3, created: 3 });
    expect(await identifiers('1')).toEqual([
      { kind: 'email', use: 'login', state: 'verified', normalised: 'kay@yahoo.example', linked_since: null },
      { kind: 'phone', use: 'contact', state: 'verified', normalised: '+14155550133', linked_since: null },
      { kind: 'phone', use: 'login', state: 'verified', normalised: '+14155550132', linked_since: null },
    ]);
    expect(
      await desk.sql(
        `select o.number, a.external_id as of, (select count(*)::integer from order_item i where i.order_id = o.id) as items
           from shop_order o left join account a on a.id = o.account_id order by o.number`,
      ),
    ).toEqual([
      { number: '#1001', of: '1', items: 3 },
      { number: '#1002', of: '2', items: 1 },
      { number: '#1003', of: null, items: 1 },
    ]);
    expect(
      await desk.sql('select external_id, order_count, began_at, language from account order by external_id'),
    ).toEqual([
      { external_id: '1', order_count: 1, began_at: new Date('2021-01-01T01:33:58Z'), language: 'en' },
      { external_id: '2', order_count: 1, began_at: new Date('2022-02-02T22:35:06Z'), language: 'gu' },
      { external_id: '3', order_count: 0, began_at: null, language: 'en' },
    ]);
    const before = await desk.sql('select * from account order by id');
    expect(await importing(admin, customers)).toMatchObject({ ...none, read: 3, unchanged: 3 });
    expect(await importing(admin, orders)).toMatchObject({ ...none, read: 3, unchanged: 3 });
    expect(await desk.sql('select * from account order by id')).toEqual(before);
  });

  test('lets orders that came first find their customer, and leaves nothing of the upload on disk', async () => {
    await importing(admin, ordersFile([{ id: '11', number: '#1001', email: 'kay@yahoo.example' }]));
    await importing(admin, customersFile([KAY]));
    expect(await desk.sql('select order_count from account')).toEqual([{ order_count: 1 }]);
    expect(existsSync(join(dataDir, 'imports')) ? readdirSync(join(dataDir, 'imports')) : []).toEqual([]);
  });

  test('what a later import adds is fresh, and raises the security version with an event', async () => {
    await importing(admin, customersFile([KAY]));
    await importing(admin, ordersFile([{ id: '11', number: '#1001', email: 'kay@yahoo.example' }]));
    const version = () =>
      desk.sql<{ v: string }>(`select security_version as v from account where external_id = '1'`);
    expect(await version()).toEqual([{ v: '1' }]);
    const result = await importing(
      admin,
      customersFile([
        { ...KAY, email: 'kay.new@yahoo.example' },
        { id: '4', email: 'new@mail.example' },
      ]),
    );
    expect(result).toMatchObject({ ...none, read: 2, created: 1, updated: 1 });
    expect(await version()).toEqual([{ v: '2' }]);
    expect(await identifiers('1')).toMatchObject([
      { normalised: 'kay@yahoo.example', state: 'released' },
      { normalised: 'kay.new@yahoo.example', state: 'verified', linked_since: expect.any(Date) as Date },
      { use: 'contact', linked_since: null },
      { use: 'login', linked_since: null },
    ]);
    const [fresh] = await desk.sql<{ began_at: Date; linked_since: Date }>(
      `select a.began_at, i.linked_since from account a join identifier i on i.account_id = a.id where external_id = '4'`,
    );
    expect(fresh?.began_at).toEqual(fresh?.linked_since);
    expect(
      await desk.sql(
        `select action, count(*)::integer from audit_event where action like 'i%' group by 1 order by 1`,
      ),
    ).toEqual([
      { action: 'identifier.imported', count: 1 },
      { action: 'import.batch-loaded', count: 3 },
      { action: 'import.finished', count: 3 },
      { action: 'import.requested', count: 3 },
      { action: 'import.started', count: 3 },
    ]);
  });

  test('sees which account took a phone when the shop gave it to another', async () => {
    await importing(admin, customersFile([KAY]));
    const result = await importing(
      admin,
      customersFile([
        { id: '9', email: 'kay2@mail.example', phone: '+14155550132' },
        { ...KAY, phone: '' },
      ]),
    );
    expect(result).toMatchObject({ ...none, created: 1, updated: 1 });
    expect(
      await desk.sql(
        `select release_reason, t.external_id as by from identifier i join account a on a.id = i.account_id
           join account t on t.id = i.taken_by_account_id where a.external_id = '1'`,
      ),
    ).toEqual([{ release_reason: 'taken', by: '9' }]);
  });

  test('never touches what Relink changed: the difference is listed', async () => {
    const file = customersFile([KAY, { id: '2', email: 'old@mail.example' }]);
    await importing(admin, file);
    await desk.sql(`update identifier set state = 'released', released_at = now(), release_reason = 'replaced'
                     where normalised = 'old@mail.example'`);
    await desk.sql(`insert into identifier (id, account_id, realm, kind, use, state, value, normalised, origin)
      select gen_random_uuid(), id, realm, 'email', 'login', 'verified', 'new@mail.example', 'new@mail.example', 'case'
        from account where external_id = '2'`);
    const state = () => desk.sql('select * from identifier order by id');
    const before = await state();
    const result = await importing(admin, file);
    expect(result).toMatchObject({ ...none, read: 2, unchanged: 1, differing: 1 });
    expect(await saidAbout(admin, result.id)).toEqual([
      'differing 3 Email released-in-relink',
      'differing 3 Email added-in-relink',
    ]);
    expect(await state()).toEqual(before);
  });

  test('leaves a suspended account alone', async () => {
    await importing(admin, customersFile([KAY]));
    await desk.sql(`update account set status = 'suspended'`);
    const result = await importing(admin, customersFile([{ ...KAY, first: 'Other' }]));
    expect(result).toMatchObject({ ...none, differing: 1 });
    expect(await desk.sql('select first_name from account')).toEqual([{ first_name: 'Kay' }]);
  });

  test('sends the same upload twice and gets one import; another file under that key is refused', async () => {
    const key = randomUUID();
    const first = await upload(admin, customersFile([KAY]), { key });
    const again = await upload(admin, customersFile([KAY]), { key });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.id).toBe(first.body.id);
    expect((await upload(admin, customersFile([ASHA]), { key })).body.code).toBe('idempotency-key-reused');
    expect(await finished(admin, first.body.id)).toMatchObject({ state: 'finished', created: 1 });
    expect(await desk.sql('select count(*)::integer as runs from import_run')).toEqual([{ runs: 1 }]);
  });

  test('reads several files one after another, whatever is sent at once', async () => {
    const ids = await Promise.all(
      Array.from({ length: 4 }, async () => (await upload(admin, customersFile(CUSTOMERS))).body.id),
    );
    const results = await Promise.all(ids.map((id) => finished(admin, id)));
    expect(results.map(({ created, unchanged }) => created + unchanged)).toEqual([3, 3, 3, 3]);
    expect(results.reduce((sum, { created }) => sum + created, 0)).toBe(3);
  });

  test('starts a run that was cut off again, without doing anything twice', async () => {
    const { body } = await upload(admin, customersFile(CUSTOMERS));
    await finished(admin, body.id);
    await desk.sql(`insert into import_seen_id values ($1, '1', 2)`, [body.id]);
    const path = join(dataDir, 'imports', 'again.csv');
    await writeFile(path, customersFile(CUSTOMERS));
    await desk.sql(
      `update import_run set state = 'running', finished_at = null, stored_as = $2 where id = $1`,
      [body.id, path],
    );
    await desk.sql(`select graphile_worker.add_job('resume_imports')`);
    expect(await finished(admin, body.id)).toMatchObject({ ...none, read: 3, unchanged: 3 });
  });

  test('keeps every text to the letter, and an order that changed counts once', async () => {
    const odd = {
      first: 'A\\N',
      last: '\\.',
      note: 'tab\there\n\\nback\\slash',
      tags: 'say "hi", {curly}, back\\slash, NULL',
    };
    await importing(admin, customersFile([{ ...KAY, ...odd }]));
    expect(await desk.sql('select first_name as first, last_name as last, note, tags from account')).toEqual([
      { ...odd, tags: ['say "hi"', '{curly}', 'back\\slash', 'NULL'] },
    ]);
    const order = { id: '11', number: '#1001', email: 'kay@yahoo.example' };
    await importing(admin, ordersFile([{ ...order, items: 3 }]));
    const result = await importing(
      admin,
      ordersFile([
        { ...order, items: 2, at: '2020-05-06 00:00:00 +0000' },
        { ...order, id: '12' },
      ]),
    );
    expect(result).toMatchObject({ ...none, created: 1, updated: 1 });
    expect(
      await desk.sql(
        `select order_count, first_order_at, (select count(*)::integer from order_item) as items from account`,
      ),
    ).toEqual([{ order_count: 2, first_order_at: new Date('2020-05-06T00:00:00Z'), items: 3 }]);
  });

  test('takes an address away and puts another in its place', async () => {
    const streets = () => desk.sql<{ line1: string }>('select line1 from address');
    await importing(admin, customersFile([KAY]));
    await importing(admin, customersFile([{ ...KAY, street: '1 Other Street' }]));
    expect(await streets()).toEqual([{ line1: '1 Other Street' }]);
    const bare = customersFile([{ ...KAY, addressPhone: '' }]).replace(
      /,67 Market Street,.*?,'91302,/,
      ',,,,,,,',
    );
    expect(await importing(admin, bare)).toMatchObject({ ...none, updated: 1 });
    expect(await streets()).toEqual([]);
  });
});
