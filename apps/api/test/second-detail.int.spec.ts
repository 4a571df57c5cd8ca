import type { AccountCard, Problem } from '@relink/contract';
import { aCase, anAccount, anIdentifier, anOrder } from '@relink/testing';
import { giveRoomToLook } from './harness/room-to-look.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };

describe('a name needs a second detail', () => {
  let desk: TestDesk;
  let mira: Agent;
  let asha: string;

  beforeAll(async () => {
    desk = await TestDesk.open();
    await giveRoomToLook(desk);
    mira = await desk.signedIn('agent');
    ({ id: asha } = await anAccount(desk, { firstName: 'Asha', lastName: 'Vasavada' }));
    await anIdentifier(desk, { accountId: asha, kind: 'phone', value: '+919812345129' });
    await desk.sql(
      `insert into address (account_id, name, line1, city, postcode, country)
       values ($1, 'Asha Vasavada', '14 Lotus Street', 'Surat', 'IN-395 007', 'IN')`,
      [asha],
    );
    await anOrder(desk, { accountId: asha, number: '#V1', placedAt: '2026-03-14T10:00:00Z' });
    for (let namesake = 0; namesake < 30; namesake++)
      await anAccount(desk, { firstName: 'Asha', lastName: 'Vasavada' });
  });
  afterAll(() => desk.close());

  const search = (filter: object, agent: Browser = mira) =>
    agent.get<AccountCard[] & Problem>(`/api/accounts?filter=${encodeURIComponent(JSON.stringify(filter))}`);
  const found = async (filter: object) => {
    const { status, body } = await search({ q: 'asha vasavada', ...filter });
    expect(status).toBe(200);
    return body.map(({ id }) => id);
  };

  it('tells an agent the same of a name that is there and of one that is not', async () => {
    const there = await search({ q: 'asha vasavada' });
    const nowhere = await search({ q: 'quuxbert zzyzzx' });
    expect(there).toMatchObject({ status: 422, body: { code: 'second-detail-needed' } });
    expect(Object.keys(there.body.errors ?? {})).toEqual([
      'filter.postcode',
      'filter.orderMonth',
      'filter.phoneLast4',
    ]);
    expect(there.body).toEqual(nowhere.body);
    expect(there.headers.get('content-range')).toBeNull();
    for (const detail of [{ phoneLast4: '12' }, { orderMonth: 'March' }, { postcode: ' - ' }])
      expect((await search({ q: 'asha vasavada', ...detail })).status).toBe(422);
  });

  it.each([
    ['a postcode as it is spoken', { postcode: '395007' }, 'postcode', 'shipping_address'],
    ['the last four digits, in any script', { phoneLast4: '૫૧૨૯' }, 'phone-digits', 'linked_phone_number'],
    ['the month of an order', { orderMonth: '2026-03' }, 'order-month', 'last_order'],
  ])('finds one of thirty by %s, which proves nothing afterwards', async (_, detail, kind, excluded) => {
    const jon = await desk.signedIn('agent');
    const { body } = await search({ q: 'vasavada asha', ...detail }, jon);
    expect(body).toMatchObject([{ id: asha, foundBy: [...['name', kind]].sort() }]);
    expect(JSON.stringify(body)).not.toMatch(/Vasavada|395|5129[^0-9]*"masked":false/);
    const { id } = await aCase(desk, { agentId: jon.id, claimed: asha });
    const view = await jon.get<{ accounts: { excludedKinds: string[] }[] }>(`/api/cases/${id}`);
    expect(view.body.accounts[0]?.excludedKinds.toSorted()).toEqual(['full_name', excluded].sort());
  });

  it('finds it with a slip in the name, and nobody with a wrong detail', async () => {
    expect((await search({ q: 'asha vasawada', postcode: '395007' })).body).toMatchObject([{ id: asha }]);
    expect((await search({ q: 'asha vasawada', orderMonth: '2026-03' })).body).toMatchObject([{ id: asha }]);
    for (const wrong of [{ postcode: '395008' }, { phoneLast4: '0000' }, { orderMonth: '2026-05' }])
      expect(await found(wrong)).toEqual([]);
    expect((await search({ q: 'quuxbert', postcode: '395007' })).body).toEqual([]);
  });

  it('does not ask a supervisor for it, nor for an e-mail, a phone or a username', async () => {
    const selma = await desk.signedIn('supervisor');
    expect((await search({ q: 'asha vasavada' }, selma)).body).toHaveLength(25);
    const { id } = await anAccount(desk, { username: 'lotusfan' });
    expect((await search({ q: 'lotusfan' })).body).toMatchObject([{ id, foundBy: ['username'] }]);
    for (const q of ['nobody@mail.example', '+919812300000', '#V999'])
      expect((await search({ q })).status).toBe(200);
  });

  it('is recorded where it was refused', async () => {
    const [event] = await desk.sql<{ canonical: Buffer }>(
      `select canonical from audit_event where action = 'accounts.searched' and outcome = 'refused' limit 1`,
    );
    expect(event?.canonical.toString()).toContain('second-detail-needed');
  });
});
