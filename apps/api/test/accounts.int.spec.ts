import {
  accountCard,
  type AccountCard,
  accountPage,
  type AccountPage,
  type CaseView,
} from '@relink/contract';
import { normalisePhone } from '@relink/domain';
import {
  aCase,
  anAccount,
  anAnsweredCode,
  anIdentifier,
  anOrder,
  aRound,
  aStory,
  daysAgo,
  type Story,
} from '@relink/testing';
import { giveRoomToLook } from './harness/room-to-look.ts';
import { type Answer, type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };

describe('accounts', () => {
  let desk: TestDesk;
  let mira: Agent;
  let selma: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    await giveRoomToLook(desk);
    mira = await desk.signedIn('agent');
    selma = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const ask = (
    filter: object,
    more: Record<string, unknown> = {},
    agent: Agent = mira,
  ): Promise<Answer<AccountCard[]>> => {
    const query = Object.entries({ filter, ...more }).map(([name, value]): [string, string] => [
      name,
      JSON.stringify(value),
    ]);
    return agent.get<AccountCard[]>(`/api/accounts?${new URLSearchParams(query).toString()}`);
  };
  const search = async (q: string, agent: Agent = mira): Promise<AccountCard[]> => {
    const { status, body } = await ask({ q }, {}, agent);
    expect(status).toBe(200);
    for (const card of body) accountCard.strict().parse(card);
    return body;
  };
  const ids = (cards: AccountCard[]) => cards.map(({ id }) => id);
  const expectNothingPersonal = (answer: unknown, { personal }: Story) => {
    const text = JSON.stringify(answer);
    for (const value of personal) expect(text).not.toContain(value);
  };
  const hits = (accountId: string, agentId = mira.id) =>
    desk.sql<{ kind: string }>(
      'select kind from search_hit where account_id = $1 and agent_id = $2 order by kind',
      [accountId, agentId],
    );
  const lastEvent = async (action: string) => {
    const [event] = await desk.sql<{ canonical: Buffer; account_id: string | null; outcome: string }>(
      'select canonical, account_id, outcome from audit_event where action = $1 order by at desc, id desc limit 1',
      [action],
    );
    const canonical = event?.canonical.toString() ?? '{}';
    return { ...event, canonical, ...(JSON.parse(canonical) as { facts: Record<string, unknown> }) };
  };

  describe.each(['A', 'B'] as const)('an agent searches the number of the caller, variant %s', (variant) => {
    let story: Story;
    beforeAll(async () => {
      story = await aStory(desk, variant);
    });

    const notations: [string, (phone: string) => string][] = [
      ['as E.164', (phone) => phone],
      ['with 00', (phone) => phone.replace('+', '00')],
      ['as said in the country', (phone) => phone.slice(3)],
      ['with the trunk zero and spaces', (phone) => `0${phone.slice(3, 8)} ${phone.slice(8)}`],
      [
        'in Gujarati digits',
        (phone) => phone.slice(3).replace(/\d/g, (d) => String.fromCodePoint(0xae6 + Number(d))),
      ],
      [
        'with brackets and dashes',
        (phone) => `(${phone.slice(0, 3)}) ${phone.slice(3, 8)}-${phone.slice(8)}`,
      ],
    ];
    it.each(notations)('%s, and sees the old account and the empty one, marked', async (_, written) => {
      const found = await search(written(story.phone));
      expect(ids(found)).toEqual([story.old.id, story.duplicate.id]);
      expect(found).toMatchObject([
        { marks: ['orphaned'], duplicateReasons: [], orderCount: 2, foundBy: ['phone'] },
        {
          marks: ['likely-duplicate', 'no-orders'],
          duplicateReasons: ['same-phone', 'no-orders'],
          orderCount: 0,
        },
      ]);
      expectNothingPersonal(found, story);
    });

    it('and the record of it holds neither the number nor anything else in clear', async () => {
      await search(story.phone);
      const event = await lastEvent('accounts.searched');
      expect(event.facts).toEqual({
        kinds: ['phone'],
        results: 2,
        accountIds: [story.old.id, story.duplicate.id],
      });
      expectNothingPersonal(event.canonical, story);
    });

    it('and may not use the number as an answer, in this case or a later one', async () => {
      await search(story.phone);
      const { id } = await aCase(desk, { agentId: mira.id, claimed: story.old.id });
      const { body } = await mira.get<CaseView>(`/api/cases/${id}`);
      expect(body.accounts[0]?.excludedKinds).toEqual(['linked_phone_number']);
    });
  });

  describe('an agent finds an account', () => {
    it('by its e-mail in any spelling, by a forwarded alias, and by a released one', async () => {
      const mine = await anAccount(desk, { email: 'Nils.Holm@Gmail.com' });
      const former = await anAccount(desk);
      await anIdentifier(desk, {
        accountId: former.id,
        kind: 'email',
        value: 'nilsholm@gmail.com',
        state: 'released',
        releaseReason: 'replaced',
      });
      expect(ids(await search(' NILS.HOLM@gmail.com '))).toEqual([mine.id, former.id]);
      expect(ids(await search('nilsholm+shop@googlemail.com'))).toEqual(
        expect.arrayContaining([mine.id, former.id]),
      );
      expect((await hits(mine.id)).map(({ kind }) => kind)).toEqual(['email']);
    });

    it('by a phone that cannot be valid, as it was written', async () => {
      const account = await anAccount(desk);
      await anIdentifier(desk, {
        accountId: account.id,
        kind: 'phone',
        value: '12-34-567',
        use: 'contact',
        reachable: false,
      });
      expect(normalisePhone('12-34-567', 'IN').ok).toBe(false);
      expect(ids(await search('12-34-567'))).toEqual([account.id]);
    });

    it('by order number, username, the shop’s id and its own id; each proves nothing afterwards', async () => {
      const account = await anAccount(desk, { username: 'Astrid_L', externalId: '77001122' });
      await anOrder(desk, { accountId: account.id, number: '#SE-1042' });
      for (const q of ['#SE-1042', 'se1042', 'astrid_l', '77001122', account.id])
        expect(ids(await search(q))).toEqual([account.id]);
      expect((await hits(account.id)).map(({ kind }) => kind)).toEqual(['id', 'order-number', 'username']);
      const { id } = await aCase(desk, { agentId: mira.id, claimed: account.id });
      const { body } = await mira.get<CaseView>(`/api/cases/${id}`);
      expect(body.accounts[0]?.excludedKinds.toSorted()).toEqual(['last_order', 'username']);
    });

    it.each([
      ['Wolfgang Özdemir', 'wolfgang ozdemir'],
      ['Wolfgang Özdemir', 'Ozdemir Wolfgang'],
      ['Wolfgang Özdemir', 'wolfgng özdemir'],
      ['Wolfgang Özdemir', 'özdmir'],
      ['આશા પટેલ', 'આશા પટેલ'],
      ['કિરણ દેસાઈ', 'kiran desai'],
      ['Kamala Vaidyanathan', 'vaidyanatan'],
      ['Светлана Кузнецова', 'svetlana kuznetsova'],
      ['Светлана Кузнецова', 'Кузнецова'],
      ['山田太郎', '山田太郎'],
    ])('named %s by typing %s', async (name, typed) => {
      const [firstName = '', lastName = ''] = name.split(' ');
      const { id } = await anAccount(desk, { firstName, lastName });
      const found = await search(typed, selma);
      expect(ids(found)).toContain(id);
      expect(found.find((card) => card.id === id)?.foundBy).toEqual(['name']);
      expect(JSON.stringify(found)).not.toContain(lastName === '' ? firstName : lastName);
    });

    it('and the closest name comes first', async () => {
      await anAccount(desk, { firstName: 'Bartholomew', lastName: 'Quackenbos' });
      const { id } = await anAccount(desk, { firstName: 'Bartholomew', lastName: 'Quackenbush' });
      expect(ids(await search('bartholomew quackenbush', selma))[0]).toBe(id);
    });

    it('by the names that a caller leaves nothing but a middle one out of, or says the other way round', async () => {
      const { id } = await anAccount(desk, { firstName: 'Pushpalata Ramesh', lastName: 'Vaghasiya' });
      for (const typed of ['pushpalata vaghasiya', 'vaghasiya', 'ramesh vaghasiya', 'pushplata vagasiya'])
        expect(ids(await search(typed, selma))).toContain(id);
      await desk.sql(`update account set search_name = 'ingrid torstensdotter' where id = $1`, [id]);
      expect(ids(await search('ingrid torstensdoter', selma))).toEqual([id]);
    });

    it('among more namesakes than a page shows, by the rest of the name', async () => {
      for (let namesake = 0; namesake < 60; namesake++)
        await anAccount(desk, { firstName: 'Dikshita', lastName: 'Chudasama' });
      const { id } = await anAccount(desk, { firstName: 'Dikshita', lastName: 'Chudasama Zala' });
      expect(await search('dikshita chudasama', selma)).toHaveLength(25);
      expect(ids(await search('dikshita chudasama zala', selma))[0]).toBe(id);
    });

    it('that was merged away, and is led to the survivor', async () => {
      const survivor = await anAccount(desk, { phone: '+919812399001' });
      const tombstone = await anAccount(desk, { status: 'merged', mergedInto: survivor.id });
      await anIdentifier(desk, {
        accountId: tombstone.id,
        kind: 'email',
        value: 'gone@tomb.example',
        state: 'released',
        releaseReason: 'moved-to-claimed-account',
      });
      await anIdentifier(desk, {
        accountId: tombstone.id,
        kind: 'username',
        value: 'gone.kay',
        state: 'released',
        releaseReason: 'merged',
      });
      await desk.sql(
        `update account set external_id = '770077', search_name = 'gone kay zzyzx' where id = $1`,
        [tombstone.id],
      );
      await anOrder(desk, { accountId: tombstone.id, number: '#770099' });
      for (const q of ['gone@tomb.example', tombstone.id, 'gone.kay', '770077', '#770099', 'zzyzx'])
        expect(await search(q, selma)).toMatchObject([
          { id: survivor.id, mergedInto: null, leadsFrom: [tombstone.id] },
        ]);
    });

    it('that is closed, suspended or locked, and sees that', async () => {
      const phone = '+919812399002';
      const closed = await anAccount(desk, { status: 'closed' });
      const suspended = await anAccount(desk, { status: 'suspended' });
      const locked = await anAccount(desk, { email: 'locked@mail.example' });
      for (const { id: accountId } of [closed, suspended, locked])
        await anIdentifier(desk, { accountId, kind: 'phone', value: phone, use: 'contact' });
      await desk.sql(
        `insert into verification_lock (id, account_id, at, until, reason)
         values (gen_random_uuid(), $1, now(), now() + interval '24 hours', 'failed-rounds')`,
        [locked.id],
      );
      const marks = new Map((await search(phone)).map((card) => [card.id, card.marks]));
      expect(marks.get(closed.id)).toContain('closed');
      expect(marks.get(suspended.id)).toContain('suspended');
      expect(marks.get(locked.id)).toContain('locked');
    });
  });

  it.each([
    '%',
    '_',
    "'; drop table account; --",
    '\\',
    '\u0000',
    '‮evil',
    '()',
    '+',
    '00',
    '@',
    'a@',
    '-',
    '"',
    '🙂',
  ])('a search for %j finds nothing and harms nothing', async (q) => {
    const { status } = await ask({ q });
    expect([200, 422]).toContain(status);
  });

  it("a search for a case of one's own stands in its timeline; for another agent's case it is refused", async () => {
    const { id } = await aCase(desk, { agentId: mira.id });
    const { status } = await ask({ q: 'nobody@mail.example', caseId: id });
    expect(status).toBe(200);
    const { body } = await mira.get<CaseView>(`/api/cases/${id}`);
    expect(body.timeline.map(({ action }) => action)).toContain('accounts.searched');
    const other = await desk.hire('agent');
    const foreign = await aCase(desk, { agentId: other.id });
    expect((await ask({ q: 'nobody@mail.example', caseId: foreign.id })).status).toBe(403);
  });

  it('a search of more than 400 characters, of another type or with other fields is a field error', async () => {
    for (const filter of [{ q: 'x'.repeat(401) }, { q: 7 }, { name: 'Asha' }, { id: 'nonsense' }])
      expect((await ask(filter)).status).toBe(422);
    expect((await mira.get('/api/accounts?filter=%7B')).status).toBe(422);
  });

  it('lists without a search are paged by key, masked and recorded', async () => {
    const first = await ask({}, { range: [0, 1], sort: ['id', 'ASC'] });
    const next = await ask({}, { range: [2, 3], sort: ['id', 'ASC'] });
    const both = [...ids(first.body), ...ids(next.body)];
    expect(both).toEqual(both.toSorted());
    expect(new Set(both).size).toBe(4);
    expect(first.headers.get('content-range')).toMatch(/^accounts 0-1\/\d+$/);
    expect(first.body.flatMap(({ identifiers }) => identifiers).every(({ masked }) => masked)).toBe(true);
    const many = await ask({ id: both });
    expect(new Set(ids(many.body))).toEqual(new Set(both));
    expect((await lastEvent('accounts.listed')).facts).toMatchObject({ results: 4 });
    const byOrders = await ask({}, { range: [0, 24], sort: ['orderCount', 'DESC'] });
    const counts = byOrders.body.map(({ orderCount }) => orderCount);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect((await ask({}, { range: [20_000, 20_010] })).status).toBe(400);
  });

  describe('an account page', () => {
    const page = (agent: Browser, accountId: string, query = '') =>
      agent.get<AccountPage & { code?: string }>(`/api/accounts/${accountId}${query}`);

    it('without a case is a masked card', async () => {
      const story = await aStory(desk, 'A');
      const { status, body } = await page(mira, story.old.id);
      expect(status).toBe(200);
      expect(body).not.toHaveProperty('opened');
      expectNothingPersonal(body, story);
      expect(await lastEvent('account.viewed')).toMatchObject({
        account_id: story.old.id,
        facts: { opened: false },
      });
    });

    it('in a case stays masked until the caller is verified, and is masked again when that fades', async () => {
      const story = await aStory(desk, 'A');
      const { id } = await aCase(desk, {
        agentId: mira.id,
        claimed: story.old.id,
        duplicates: [story.duplicate.id],
      });
      const about = { caseId: id, accountId: story.old.id, agentId: mira.id };
      const before = await page(mira, story.old.id, `?caseId=${id}`);
      expect(before.body).toMatchObject({ assurance: 'none', opened: null, marks: ['orphaned'] });
      expectNothingPersonal(before.body, story);
      await aRound(desk, about);
      const identified = await page(mira, story.old.id, `?caseId=${id}`);
      expect(identified.body).toMatchObject({ assurance: 'identified', opened: null });
      expectNothingPersonal(identified.body, story);
      await anAnsweredCode(desk, { ...about, identifier: story.old.phone });
      const { body } = await page(mira, story.old.id, `?caseId=${id}`);
      accountPage.strict().parse(body);
      expect(body).toMatchObject({
        assurance: 'verified',
        opened: { firstName: 'Asha', lastName: 'Patel', addresses: [{ line1: '14 Lotus Street' }] },
      });
      expect(body.opened?.orders.map(({ number }) => number)).toEqual(
        story.orders.map(({ number }) => number).toReversed(),
      );
      expect(body.opened?.orders[0]?.items).toEqual([
        { name: 'Clay water bottle', quantity: 1, price: '1499.00' },
      ]);
      expect(body.identifiers[0]).toMatchObject({ display: story.phone, masked: false });
      // The duplicate is not proven by what proved the old account.
      const other = await page(mira, story.duplicate.id, `?caseId=${id}`);
      expect(other.body).toMatchObject({
        assurance: 'none',
        opened: null,
        marks: ['likely-duplicate', 'no-orders'],
      });
      expectNothingPersonal(other.body, story);
      await desk.sql(`update evidence_round set at = at - interval '31 minutes' where case_id = $1`, [id]);
      await desk.sql(`update challenge set used_at = used_at - interval '31 minutes' where case_id = $1`, [
        id,
      ]);
      const faded = await page(mira, story.old.id, `?caseId=${id}`);
      expect(faded.body).toMatchObject({ assurance: 'none', opened: null });
      expectNothingPersonal(faded.body, story);
    });

    it('holds at most the latest 50 orders', async () => {
      const { id: accountId, identifiers } = await anAccount(desk, { phone: '+919812399050' });
      for (let index = 0; index < 52; index += 1)
        await anOrder(desk, { accountId, number: `#H${index}`, placedAt: daysAgo(100 - index) });
      const { id } = await aCase(desk, { agentId: mira.id, claimed: accountId });
      const about = { caseId: id, accountId, agentId: mira.id };
      await aRound(desk, about);
      await anAnsweredCode(desk, { ...about, identifier: identifiers.phone! });
      const { body } = await page(mira, accountId, `?caseId=${id}`);
      expect(body.orderCount).toBe(52);
      expect(body.opened?.orders).toHaveLength(50);
      expect(body.opened?.orders[0]?.number).toBe('#H51');
    });
  });
});
