import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportMappingView, ImportPreview } from '@relink/contract';
import { FileUnreadable, importFile } from '../src/features/imports/index.ts';
import { finished, importing, saidAbout, upload } from './fixtures/imports/upload.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

/** A till that no one knows: semicolons, days first, commas for decimals, phones without their country. */
const TILL = `Kundnummer;Namn;Mejl;Mobil;Gatuadress;Postnr;Ort
K-1;Åsa Öberg;asa@mail.example;070-577 95 98;Storgatan 4;41138;Göteborg
K-2;Kay Little;kay at mail;0701740605;Ringvägen 9;11863;Stockholm
;;;;;;
`;
const DEFINITION = {
  records: 'customers',
  columns: {
    id: 'Kundnummer',
    fullName: 'Namn',
    email: 'Mejl',
    phone: 'Mobil',
    line1: 'Gatuadress',
    postcode: 'Postnr',
    city: 'Ort',
  },
  dates: 'ymd',
  decimals: 'point',
  country: 'SE',
} as const;
const HEADER = TILL.split('\n')[0]!.split(';');
const ORDERS = `Order;Datum;Kund;Summa;Vara;Antal
B-1;30/05/2021;asa@mail.example;1.234,50;Tekanna;1
B-1;30/05/2021;asa@mail.example;1.234,50;Kopp;6
B-2;31/05/2021 14:05;asa@mail.example;9,90;Skål;1
B-3;2021-05-31;asa@mail.example;9,90;Skål;1
`;
const none = { created: 0, updated: 0, unchanged: 0, differing: 0, warned: 0, refused: 0 };

describe('an admin maps a file that no one knows', () => {
  let desk: TestDesk;
  let admin: Browser;

  beforeAll(async () => {
    desk = await TestDesk.open({ RELINK_IMPORT_MIB: '1' }, { work: true });
    admin = await desk.signedIn('admin');
  });
  afterAll(() => desk.close());

  const keep = (name: string, definition: unknown = DEFINITION, header: readonly string[] = HEADER) =>
    admin.post<ImportMappingView & { code?: string; errors?: Record<string, string> }>(
      '/api/import-mappings',
      {
        name,
        definition,
        header,
      },
    );
  type MappingEvent = {
    action: string;
    facts: { mappingId?: string };
    before: { name: string } | null;
    after: { name: string } | null;
  };
  const mappingEvents = async () => {
    const filter = encodeURIComponent(JSON.stringify({ action: 'import-mapping.' }));
    return (await admin.get<MappingEvent[]>(`/api/audit-events?filter=${filter}`)).body;
  };
  const preview = (body: object) =>
    admin.post<ImportPreview & { code?: string }>('/api/import-mappings/preview', { cut: false, ...body });

  test('sees suggested columns, and the first rows with what is wrong in which cell', async () => {
    const suggested = (
      await preview({ sample: 'E-mail,Mobile,Surname,Zip code\na@mail.example,,Little,1\n' })
    ).body;
    expect(suggested.definition).toMatchObject({
      records: 'customers',
      columns: { email: 'E-mail', phone: 'Mobile', lastName: 'Surname', postcode: 'Zip code' },
    });
    const { status, body } = await preview({ sample: TILL, definition: DEFINITION });
    expect([status, body.knownAs, body.faults]).toEqual([200, null, []]);
    expect(body.header).toEqual(HEADER);
    expect(
      body.rows.map(({ line, issues }) => [line, issues.map(({ column, code }) => `${column} ${code}`)]),
    ).toEqual([
      [2, []],
      [3, ['Mejl email-impossible']],
      [4, ['Mejl key-missing']],
    ]);
    expect(Object.fromEntries(body.rows[0]!.read!.map(({ field, value }) => [field, value]))).toMatchObject({
      id: 'K-1',
      firstName: 'Åsa',
      phone: '+46705779598',
      city: 'Göteborg',
    });
    expect((await preview({ sample: TILL, definition: { ...DEFINITION, columns: {} } })).body.faults).toEqual(
      [{ field: 'id', code: 'needed' }],
    );
    expect(await desk.sql('select count(*)::integer as kept from import_mapping')).toEqual([{ kept: 0 }]);
  });

  test('keeps it by name; the same header is read by it from then on, and twice is unchanged', async () => {
    expect((await upload(admin, TILL)).body.code).toBe('file-unreadable');
    const kept = (await keep('Kassan i Göteborg')).body;
    const first = await importing(admin, TILL, 'kassa.csv');
    expect(first).toMatchObject({
      ...none,
      kind: 'mapped-customers',
      mapping: kept.name,
      created: 2,
      refused: 1,
      warned: 1,
    });
    expect(await saidAbout(admin, first.id)).toEqual([
      'warned 3 Mejl email-impossible',
      'refused 4 Mejl key-missing',
    ]);
    // Another order of the columns, and another case, is the same header.
    const turned = TILL.split('\n')
      .map((line) => line.split(';').reverse().join(';'))
      .join('\n')
      .replace('Mejl', 'MEJL');
    expect(await importing(admin, turned)).toMatchObject({ ...none, unchanged: 2, refused: 1, warned: 1 });
    expect(await desk.sql(`select first_name from account where external_id = 'K-1'`)).toEqual([
      { first_name: 'Åsa' },
    ]);
    const events = (await mappingEvents()).filter(({ facts }) => facts.mappingId === kept.id);
    expect(events.map(({ action }) => action)).toEqual(['import-mapping.created']);
    // Names of columns are kept, and nothing of a row.
    expect(JSON.stringify(await desk.sql('select * from import_mapping'))).not.toContain('Storgatan');
  });

  test('maps orders: days first, commas, an item to a row', async () => {
    const columns = {
      number: 'Order',
      placedAt: 'Datum',
      email: 'Kund',
      total: 'Summa',
      itemName: 'Vara',
      itemQuantity: 'Antal',
    };
    const definition = { records: 'orders', columns, dates: 'dmy', decimals: 'comma', country: null };
    const { body } = await preview({ sample: ORDERS });
    expect(body.definition).toMatchObject({ decimals: 'point' });
    await keep('Kassans order', definition, ORDERS.split('\n')[0]!.split(';'));
    const result = await importing(admin, ORDERS);
    expect(result).toMatchObject({ ...none, kind: 'mapped-orders', created: 2, refused: 1 });
    expect(await saidAbout(admin, result.id)).toEqual(['refused 5 Datum date-unreadable']);
    expect(
      await desk.sql(`select number, placed_at, total::text, (select count(*)::integer from order_item i where i.order_id = o.id) as items
        from shop_order o order by number`),
    ).toEqual([
      { number: 'B-1', placed_at: new Date('2021-05-30T00:00:00Z'), total: '1234.50', items: 2 },
      { number: 'B-2', placed_at: new Date('2021-05-31T14:05:00Z'), total: '9.90', items: 1 },
    ]);
    expect(await importing(admin, ORDERS)).toMatchObject({ ...none, unchanged: 2, refused: 1 });
  });

  test('chooses one by name for a file of another header, and is told what it lacks', async () => {
    const { id } = (
      await keep('Only phones', { ...DEFINITION, columns: { phone: 'Mobil', fullName: 'Namn' } }, [
        'Mobil',
        'Namn',
      ])
    ).body;
    const send = async (content: string) => {
      const form = new FormData();
      form.append('file', new Blob([content]), 'any.csv');
      const key = crypto.randomUUID();
      const answer = await admin.fetch(`/api/imports?mappingId=${id}`, {
        method: 'POST',
        body: form,
        headers: { 'idempotency-key': key },
      });
      return (await answer.json()) as { id: string; code?: string; errors?: Record<string, string> };
    };
    const done = await finished(admin, (await send('Namn;Extra;Mobil\nEva Ek;x;0701740607\n')).id);
    expect(done).toMatchObject({ created: 1, mapping: 'Only phones' });
    const refused = await send('Namn;Extra\nEva Ek;x\n');
    expect([refused.code, refused.errors]).toEqual([
      'mapping-does-not-fit',
      { file: 'It has no column Mobil, which the mapping names.' },
    ]);
    expect((await admin.post(`/api/import-mappings/${id}/retire`, {})).status).toBe(200);
    expect((await send('Namn;Extra;Mobil\nEva Ek;x;0701740607\n')).code).toBe('mapping-retired');
    const inUse = await admin.get<ImportMappingView[]>('/api/import-mappings');
    expect(inUse.body.map(({ name }) => name)).not.toContain('Only phones');
    // Its name is free again.
    expect(
      (await keep('only phones', { ...DEFINITION, columns: { phone: 'Mobil' } }, ['Mobil'])).status,
    ).toBe(201);
  });

  test('names one to the command, whatever its case; a name that nobody keeps is refused', async () => {
    await keep('By command', { ...DEFINITION, columns: { id: 'Nr', fullName: 'Vem' } }, ['Nr', 'Vem']);
    const folder = await mkdtemp(join(tmpdir(), 'relink-mappings-'));
    const file = join(folder, 'till.csv');
    await writeFile(file, 'Vem,Nr\nEva Ek,C-1\n');
    const { counts } = await importFile(desk.app, file, { mapping: 'BY COMMAND' });
    expect(counts).toMatchObject({ ...none, created: 1 });
    await expect(importFile(desk.app, file, { mapping: 'nobody’s' })).rejects.toThrow(FileUnreadable);
    await rm(folder, { recursive: true });
  });

  test('is refused what could read nothing, a name that is taken, and a customer in place of a header', async () => {
    const errors = async (...given: Parameters<typeof keep>) => (await keep(...given)).body.errors;
    await keep('Taken');
    expect(await errors('TAKEN')).toEqual({ name: 'Another mapping has this name.' });
    expect(await errors('None', { ...DEFINITION, columns: { note: 'Namn' } })).toMatchObject({
      'definition.columns.id': 'Say which column this is in.',
    });
    expect(await errors('Gone', { ...DEFINITION, columns: { id: 'Not there' } })).toMatchObject({
      'definition.columns': 'The file has no column Not there.',
    });
    expect(
      await errors('Data', { ...DEFINITION, columns: { email: 'asa@mail.example' } }, ['asa@mail.example']),
    ).toHaveProperty('header');
    expect((await preview({ sample: 'asa@mail.example,0705779598\n' })).body.code).toBe('file-unreadable');
    expect((await keep('x'.repeat(121))).status).toBe(422);
  });

  test('changes one, with before and after in the event; the runs of before stay as they were read', async () => {
    const made = (await keep('To change')).body;
    const changed = { name: 'Changed', definition: { ...DEFINITION, country: 'NO' } };
    const { status, body } = await admin.put<ImportMappingView>(`/api/import-mappings/${made.id}`, changed);
    expect([status, body.name, body.definition.country, body.header]).toEqual([200, 'Changed', 'NO', HEADER]);
    const event = (await mappingEvents()).find(({ action }) => action === 'import-mapping.updated');
    expect([event?.before?.name, event?.after?.name]).toEqual(['To change', 'Changed']);
  });

  test('is told what to do with a file that is too large, and nothing of it stays', async () => {
    const { status, body } = await upload(admin, `${TILL}${'x'.repeat(1_100_000)}\n`);
    expect([status, body.code]).toEqual([413, 'file-too-large']);
    expect(body.errors?.['file']).toContain('npm run import');
  });
});
