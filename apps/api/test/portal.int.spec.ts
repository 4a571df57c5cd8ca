import type { ForgotPasswordResponse, PortalMe, PortalOrders } from '@relink/contract';
import { anAccount, anEmailAddress, anOrder, aPhoneNumber, daysAgo } from '@relink/testing';
import { hashPassword } from '../src/platform/guard/passwords.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Problem = { code: string; errors?: Record<string, string>; details?: Record<string, unknown> };

const RIGHT = 'tall monsoon kite over Surat';

describe('the customers’ door', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open({}, { work: true });
  });
  afterAll(() => desk.close());
  // The limits of one test's tries are not the next one's.
  beforeEach(() => desk.sql('delete from rate_limit'));

  const aCustomer = async (given: Parameters<typeof anAccount>[1] = {}) => {
    const account = await anAccount(desk, {
      email: anEmailAddress(),
      phone: aPhoneNumber(),
      username: `asha-${String(Math.random()).slice(2)}`,
      ...given,
    });
    await desk.sql('insert into credential values ($1, $2, now())', [account.id, await hashPassword(RIGHT)]);
    return account;
  };
  const signIn = (browser: Browser, login: string, password = RIGHT) =>
    browser.post<PortalMe & Problem>('/api/portal/sign-in', { login, password });

  describe('signing in', () => {
    it('lets her in by e-mail, phone in any notation, and username, and shows her who she is', async () => {
      const { identifiers } = await aCustomer({ language: 'gu' });
      const phone = identifiers.phone?.value ?? '';
      const ways = [
        identifiers.email?.value.toUpperCase() ?? '',
        phone,
        `00${phone.slice(1)}`,
        `0${phone.slice(3)}`,
        identifiers.username?.value ?? '',
      ];
      for (const login of ways) {
        const browser = desk.browser();
        const entered = await signIn(browser, login);
        expect([login, entered.status]).toEqual([login, 200]);
        expect(entered.body).toMatchObject({ firstName: 'Asha', language: 'gu' });
        expect((await browser.get('/api/portal/me')).body).toEqual(entered.body);
      }
    });

    it('gives a cookie for the portal only, that no script reads and no other site sends, for 30 days', async () => {
      const { identifiers } = await aCustomer();
      const answer = await signIn(desk.browser(), identifiers.email?.value ?? '');
      const cookie = answer.headers.getSetCookie().join('\n');
      expect(cookie).toMatch(
        /^relink_customer=[\w-]{43}; Max-Age=2592000; Path=\/api\/portal; HttpOnly; SameSite=Strict$/,
      );
      const [stored] = await desk.sql<{ found: boolean }>(
        `select exists (select 1 from customer_session where encode(token_hash, 'base64') like $1) as found`,
        [`%${cookie.slice(16, 59)}%`],
      );
      expect(stored?.found).toBe(false);
    });

    it('says the same to a wrong password, a login nobody has, and one that is no way in', async () => {
      const { identifiers, id } = await aCustomer();
      const pending = anEmailAddress();
      await desk.sql(
        `insert into identifier (id, account_id, realm, kind, use, state, value, normalised, origin)
         values (gen_random_uuid(), $1, 'main', 'email', 'login', 'pending', $2, $2, 'case')`,
        [id, pending],
      );
      const suspended = await aCustomer({ status: 'suspended' });
      const unset = await anAccount(desk, { email: anEmailAddress() });
      const browser = desk.browser();
      const answers = [
        await signIn(browser, identifiers.email?.value ?? '', 'not the right one'),
        await signIn(browser, anEmailAddress()),
        await signIn(browser, pending),
        await signIn(browser, suspended.identifiers.email?.value ?? ''),
        await signIn(browser, unset.identifiers.email?.value ?? ''),
        await signIn(browser, '‮'),
        await signIn(browser, '\u0000'),
      ];
      for (const { status, body } of answers) expect([status, body]).toEqual([401, answers[0]?.body]);
      expect(answers[0]?.body.code).toBe('wrong-credentials');
    });

    it('leaves each wrong guess in the record of the account that was meant', async () => {
      const { identifiers, id } = await aCustomer();
      await signIn(desk.browser(), identifiers.email?.value ?? '', 'a guess');
      const guesses = await desk.sql<{ outcome: string }>(
        `select outcome from audit_event where account_id = $1 and action = 'sign-in.refused'`,
        [id],
      );
      expect(guesses).toEqual([{ outcome: 'refused' }]);
    });

    it('stops after ten tries on one name, whether anybody has it or not, and counts thirty at once', async () => {
      const { identifiers } = await aCustomer();
      for (const login of [identifiers.email?.value ?? '', anEmailAddress()]) {
        await desk.sql('delete from rate_limit');
        const guesses = Array.from({ length: 30 }, (_, guess) =>
          signIn(desk.browser(), login, `guess ${String(guess)}`),
        );
        const statuses = (await Promise.all(guesses)).map(({ status }) => status).sort();
        expect(statuses).toEqual([...Array(10).fill(401), ...Array(20).fill(429)]);
        const stopped = await signIn(desk.browser(), login);
        expect(stopped).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
        expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
      }
    });

    it('ends at sign-out, after 30 days, and when the account is suspended', async () => {
      const { identifiers, id } = await aCustomer();
      const login = identifiers.email?.value ?? '';
      const [left, suspended] = [desk.browser(), desk.browser()];
      await signIn(left, login);
      await signIn(suspended, login);
      expect((await left.post('/api/portal/sign-out')).status).toBe(204);
      expect((await left.get('/api/portal/me')).status).toBe(401);
      expect((await left.post('/api/portal/sign-out')).status).toBe(204);
      await desk.sql(`update account set status = 'suspended' where id = $1`, [id]);
      expect((await suspended.get('/api/portal/me')).status).toBe(401);
      await desk.sql(`update account set status = 'active' where id = $1`, [id]);
      expect((await suspended.get('/api/portal/me')).status).toBe(200);
      await desk.sql(`update customer_session set expires_at = now() where account_id = $1`, [id]);
      expect((await suspended.get('/api/portal/me')).status).toBe(401);
    });

    it('is not open to an agent’s cookie, nor the desk to a customer’s', async () => {
      const agent = await desk.signedIn('agent');
      expect((await agent.get('/api/portal/me')).status).toBe(401);
      expect((await agent.get('/api/portal/orders')).status).toBe(401);
      const { identifiers } = await aCustomer();
      const browser = desk.browser();
      await signIn(browser, identifiers.email?.value ?? '');
      expect((await browser.get('/api/cases')).status).toBe(401);
    });

    it('is refused to a page of another site', async () => {
      const { identifiers } = await aCustomer();
      const body = { login: identifiers.email?.value, password: RIGHT };
      const headers = { origin: 'https://evil.example' };
      expect((await desk.browser().post<Problem>('/api/portal/sign-in', body, headers)).body.code).toBe(
        'cross-site',
      );
    });
  });

  it('shows her own orders, newest first, and nobody else’s', async () => {
    const { identifiers, id } = await aCustomer();
    const other = await aCustomer();
    await anOrder(desk, { accountId: id, number: '#OLD', placedAt: daysAgo(500) });
    await anOrder(desk, {
      accountId: id,
      number: '#NEW',
      placedAt: daysAgo(5),
      items: [{ name: 'Kite', quantity: 2 }],
    });
    await anOrder(desk, { accountId: other.id, number: '#HIS' });
    const browser = desk.browser();
    await signIn(browser, identifiers.email?.value ?? '');
    const { body } = await browser.get<PortalOrders>('/api/portal/orders');
    expect(body.orders.map(({ number }) => number)).toEqual(['#NEW', '#OLD']);
    expect(body.orders[0]).toMatchObject({ total: '1499.00', items: [{ name: 'Kite', quantity: 2 }] });
  });

  describe('a forgotten password', () => {
    const forgot = (email: string) =>
      desk.browser().post<ForgotPasswordResponse & Problem>('/api/portal/forgot-password', { email });
    /** Waits until the worker has no forgotten password left to look up. */
    const settled = async () => {
      for (let look = 0; look < 200; look++) {
        const waiting = await desk.sql(
          `select 1 from graphile_worker.jobs where task_identifier in ('send_forgotten_reset', 'send_message')`,
        );
        if (waiting.length === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('The worker never came to an end.');
    };
    const mailTo = async (email: string) =>
      (
        await desk.sql<{ body: string }>('select body from development_inbox where destination = $1', [email])
      ).map(({ body }) => body);
    const counts = () =>
      desk.sql(
        `select (select count(*) from account) as accounts, (select count(*) from identifier) as identifiers,
           (select count(*) from challenge) as challenges, (select count(*) from message) as messages`,
      );

    it('of an e-mail that signs in: a code and a link come, by which she gets in again', async () => {
      const { identifiers } = await aCustomer();
      const email = identifiers.email?.value ?? '';
      const { status, body } = await forgot(` ${email.toUpperCase()} `);
      expect(status).toBe(200);
      await settled();
      const [mail = ''] = await mailTo(email);
      expect(mail).toContain(body.reference);
      expect(mail).toContain('never ask');
      const code = /\b\d{6}\b/.exec(mail)?.[0];
      const set = { reference: body.reference, code, password: 'another kite above the river' };
      expect((await desk.browser().post('/api/portal/password-resets', set)).status).toBe(204);
      expect((await signIn(desk.browser(), email, 'another kite above the river')).status).toBe(200);
    });

    it('of an e-mail that nobody has: the same answer, and nothing is made', async () => {
      const before = await counts();
      const known = await forgot((await anAccount(desk, {})).id + '@mail.example');
      expect(known.status).toBe(200);
      expect(Object.keys(known.body).sort()).toEqual(['expiresAt', 'reference']);
      expect(known.body.reference).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
      await settled();
      const [was, is] = [before[0] as { accounts: string }, (await counts())[0] as { accounts: string }];
      expect(is).toEqual({ ...was, accounts: String(Number(was.accounts) + 1) });
      const [event] = await desk.sql<{ outcome: string; text: string }>(
        `select outcome, convert_from(canonical, 'UTF8') as text from audit_event
          where action = 'credential.reset-sent' order by at desc, id desc limit 1`,
      );
      expect(event?.outcome).toBe('refused');
      expect(event?.text).not.toContain('@');
    });

    it('sends nothing to an e-mail of an order, one that waits to be confirmed, or a suspended account', async () => {
      const { id } = await aCustomer();
      const others = [anEmailAddress('contact'), anEmailAddress('pending')];
      await desk.sql(
        `insert into identifier (id, account_id, realm, kind, use, state, value, normalised, origin)
         values (gen_random_uuid(), $1, 'main', 'email', 'contact', 'verified', $2, $2, 'import'),
                (gen_random_uuid(), $1, 'main', 'email', 'login', 'pending', $3, $3, 'case')`,
        [id, ...others],
      );
      const suspended = await aCustomer({ status: 'suspended' });
      const emails = [...others, suspended.identifiers.email?.value ?? ''];
      for (const email of emails) expect((await forgot(email)).status).toBe(200);
      await settled();
      for (const email of emails) expect(await mailTo(email)).toEqual([]);
    });

    it('asked too often sends no more, and still answers alike', async () => {
      const { identifiers } = await aCustomer();
      const email = identifiers.email?.value ?? '';
      for (let ask = 0; ask < 3; ask++) expect((await forgot(email)).status).toBe(200);
      await settled();
      expect(await mailTo(email)).toHaveLength(1);
      const key = { 'idempotency-key': 'forgot-once' };
      const once = desk.browser();
      const ask = () => once.post('/api/portal/forgot-password', { email: anEmailAddress('x') }, key);
      expect((await ask()).status).toBe(200);
      expect((await ask()).status).toBe(422);
      await desk.sql('delete from rate_limit');
      const statuses = [];
      for (let tries = 0; tries < 11; tries++) statuses.push((await forgot('nobody@mail.example')).status);
      expect(statuses).toEqual([...Array<number>(10).fill(200), 429]);
    });

    it('that is no e-mail is a field error', async () => {
      expect(await forgot('nobody')).toMatchObject({ status: 422, body: { code: 'invalid-input' } });
    });
  });
});
