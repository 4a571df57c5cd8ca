import type { PortalMe, PortalSecurity, PortalSessions } from '@relink/contract';
import {
  aCase,
  anAccount,
  anEmailAddress,
  anIdentifier,
  anOrder,
  aPhoneNumber,
  aStory,
} from '@relink/testing';
import { hashPassword } from '../src/platform/guard/passwords.ts';
import { Customer, toldOf } from './harness/customer.ts';
import { type Answer, type Browser, TestDesk } from './harness/test-desk.ts';

type Problem = { code: string; errors?: Record<string, string>; details?: Record<string, unknown> };

const RIGHT = 'tall monsoon kite over Surat';
const NEXT = 'quiet river under banyan shade';

describe('login & security on the portal', () => {
  let desk: TestDesk;
  let agent: { id: string };
  beforeAll(async () => {
    desk = await TestDesk.open();
    agent = await desk.hire('agent');
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.sql('delete from rate_limit'));

  const withPassword = async (accountId: string) =>
    desk.sql('insert into credential values ($1, $2, now())', [accountId, await hashPassword(RIGHT)]);
  /** A customer of long standing who is signed in. */
  const aCustomer = async () => {
    const given = { email: anEmailAddress('asha'), phone: aPhoneNumber() };
    const { id } = await anAccount(desk, given);
    await withPassword(id);
    return { id, ...given, customer: await enter(given.email) };
  };
  const enter = async (login: string, password = RIGHT) => {
    const customer = new Customer(desk);
    const { status } = await customer.browser.post('/api/portal/sign-in', { login, password });
    if (status !== 200) throw new Error(`Signing in answered ${String(status)}.`);
    return customer;
  };
  /** Asha after her recovery: signed in by a new e-mail, her phone still with the duplicate of the closed case. */
  const aRecovered = async () => {
    const story = await aStory(desk, 'B');
    await aCase(desk, {
      agentId: agent.id,
      state: 'closed',
      claimed: story.old.id,
      duplicates: [story.duplicate.id],
    });
    const email = anEmailAddress('asha.new');
    await desk.sql(
      `insert into identifier (id, account_id, realm, kind, use, state, value, normalised, origin, linked_since, verified_at)
       values (gen_random_uuid(), $1, 'main', 'email', 'login', 'verified', $2, $2, 'case', now(), now())`,
      [story.old.id, email],
    );
    await withPassword(story.old.id);
    return { story, email, customer: await enter(email) };
  };
  const security = async ({ browser }: Customer) =>
    (await browser.get<PortalSecurity>('/api/portal/security')).body;
  const linkPhone = ({ browser }: Customer, phone: string, password = RIGHT) =>
    browser.post<PortalSecurity & Problem>('/api/portal/phone-links', { phone, password });
  const changeEmail = ({ browser }: Customer, email: string, password = RIGHT) =>
    browser.post<PortalSecurity & Problem>('/api/portal/email-changes', { email, password });
  const changePassword = ({ browser }: Customer, current: string, next: string, headers = {}) =>
    browser.post<PortalSecurity & Problem>('/api/portal/password-changes', { current, next }, headers);
  const typeCode = async (customer: Customer, phone: string) =>
    customer.answer(await customer.received(phone, 'phone-confirmation'));
  const holdersOf = async (value: string) =>
    (
      await desk.sql<{ id: string }>(
        `select account_id as id from identifier where normalised = $1 and use = 'login' and state = 'verified'`,
        [value],
      )
    ).map(({ id }) => id);
  const code = (answer: Answer) => (answer.body as Problem).code;

  it('an account that another was merged into lists every login, the one that comes first in front', async () => {
    const { id, email, phone, customer } = await aCustomer();
    const merged = anEmailAddress('asha.work');
    const fresh = {
      accountId: id,
      kind: 'email',
      value: merged,
      linkedSince: new Date().toISOString(),
    } as const;
    const { id: mergedId } = await anIdentifier(desk, fresh);
    const longest = { email, otherEmails: [merged], phone, otherPhones: [], otherUsernames: [] };
    expect(await security(customer)).toMatchObject(longest);
    await desk.sql('update identifier set is_primary = true where id = $1', [mergedId]);
    expect(await security(customer)).toMatchObject({ email: merged, otherEmails: [email] });
    await expect(enter(merged)).resolves.toBeDefined();
    const { body } = await customer.browser.get<PortalMe>('/api/portal/me');
    expect(body.logins).toEqual([merged, email, phone]);
  });

  describe('after her recovery', () => {
    it('Asha is offered her phone, moves it back by a code to it, and her duplicate loses it', async () => {
      const { story, email, customer } = await aRecovered();
      expect((await customer.browser.get<PortalMe>('/api/portal/me')).body).toMatchObject({
        phoneToMoveBack: true,
        changeAskedAt: null,
      });
      expect(await security(customer)).toMatchObject({ email, phone: null, phoneToMoveBack: story.phone });
      const asked = await linkPhone(customer, story.phone);
      expect(asked).toMatchObject({
        status: 200,
        body: { waitingPhone: { display: story.phone, own: true }, phoneToMoveBack: null },
      });
      const { changeAskedAt } = (await customer.browser.get<PortalMe>('/api/portal/me')).body;
      expect(changeAskedAt).toBe(asked.body.waitingPhone?.requestedAt);
      expect(asked.body.waitingPhone?.reference).toMatch(/^\S{4,}$/);
      expect(await typeCode(customer, story.phone)).toMatchObject({
        status: 200,
        body: { accepted: true, waitsForAgreement: false },
      });
      expect(await security(customer)).toMatchObject({
        phone: story.phone,
        waitingPhone: null,
        phoneToMoveBack: null,
      });
      expect(await holdersOf(story.phone)).toEqual([story.old.id]);
      expect(
        await desk.sql(
          `select state, release_reason, taken_by_account_id as taken from identifier where id = $1`,
          [story.duplicate.phone.id],
        ),
      ).toEqual([{ state: 'released', release_reason: 'taken', taken: story.old.id }]);
      expect(await toldOf(desk, 'phone-moved-away', story.duplicate.id)).toHaveLength(1);
      await expect(enter(story.phone)).resolves.toBeDefined();
    });

    it('a duplicate that has something to lose keeps the phone until it agrees', async () => {
      const { story, customer } = await aRecovered();
      await desk.sql('update account set has_balance = true, began_at = null where id = $1', [
        story.duplicate.id,
      ]);
      await desk.sql(`update identifier set linked_since = null where account_id = $1`, [story.duplicate.id]);
      await linkPhone(customer, story.phone);
      expect((await typeCode(customer, story.phone)).body).toMatchObject({ waitsForAgreement: true });
      expect(await security(customer)).toMatchObject({
        waitingPhone: { waitsForAgreement: true, reference: null },
      });
      expect(await holdersOf(story.phone)).toEqual([story.duplicate.id]);
      const agreement = await customer.received(story.duplicate.email.normalised, 'identifier-move-code');
      expect((await customer.answer(agreement)).status).toBe(200);
      expect(await holdersOf(story.phone)).toEqual([story.old.id]);
    });

    it.each(['customer-gave-up', 'suspected-fraud'])(
      'a case that ended as %s makes nobody’s account a duplicate',
      async (outcome) => {
        const { story, customer } = await aRecovered();
        await desk.sql(
          'update recovery_case set outcome = $2 where id in (select case_id from case_account where account_id = $1)',
          [story.old.id, outcome],
        );
        expect((await security(customer)).phoneToMoveBack).toBeNull();
        await linkPhone(customer, story.phone);
        const answer = await typeCode(customer, story.phone);
        expect(await holdersOf(story.phone)).toEqual([story.duplicate.id]);
        expect(answer.body).toMatchObject({ waitsForAgreement: true });
      },
    );
  });

  describe('a thief', () => {
    const aVictim = async () => {
      const phone = aPhoneNumber();
      const account = await anAccount(desk, { phone });
      await anOrder(desk, { accountId: account.id });
      return { phone, id: account.id };
    };

    it('is told nothing of who has a number before its code is answered', async () => {
      const victim = await aVictim();
      const answers = [];
      for (const phone of [victim.phone, aPhoneNumber()]) {
        const { customer } = await aCustomer();
        const { status, body } = await linkPhone(customer, phone);
        const shape = { ...body, ...body.waitingPhone };
        answers.push([status, Object.keys(body).toSorted(), shape.waitsForAgreement, body.code]);
      }
      expect(answers[0]).toEqual(answers[1]);
    });

    it('who stole a phone cannot move it: its account would have to agree by another contact', async () => {
      const victim = await aVictim();
      const { customer } = await aCustomer();
      await linkPhone(customer, victim.phone);
      const answer = await typeCode(customer, victim.phone);
      expect([answer.status, code(answer)]).toEqual([409, 'phone-in-use']);
      expect(await holdersOf(victim.phone)).toEqual([victim.id]);
      expect((await security(customer)).waitingPhone).toBeNull();
    });

    it('cannot try the password out at a browser left open: ten wrong ones, and none is listened to', async () => {
      const { customer, id } = await aCustomer();
      for (let tries = 0; tries < 10; tries++) {
        expect(await linkPhone(customer, aPhoneNumber(), `guess ${String(tries)}`)).toMatchObject({
          status: 422,
          body: { code: 'wrong-password', errors: { password: expect.any(String) as string } },
        });
      }
      expect(code(await changePassword(customer, RIGHT, NEXT))).toBe('too-many-tries');
      expect(code(await changePassword(customer, RIGHT, NEXT))).toBe('too-many-tries');
      const refused = await desk.sql<{ said: string }>(
        `select convert_from(canonical, 'UTF8') as said from audit_event where account_id = $1 and outcome = 'refused'`,
        [id],
      );
      expect(refused).toHaveLength(11);
      expect(refused.filter(({ said }) => said.includes('too-many-tries'))).toHaveLength(1);
    });

    it('cannot cancel, resend or end what is another customer’s, nor what a case asked for', async () => {
      const asha = await aCustomer();
      const { body } = await changeEmail(asha.customer, anEmailAddress());
      const changeId = body.waitingEmail?.id ?? '';
      const { sessions } = (await asha.customer.browser.get<PortalSessions>('/api/portal/sessions')).body;
      const thief = (await aCustomer()).customer.browser;
      for (const path of [
        `waiting-logins/${changeId}/cancel`,
        `waiting-logins/${changeId}/confirmations`,
        `sessions/${sessions[0]?.id ?? ''}/end`,
      ]) {
        expect([path, (await thief.post(`/api/portal/${path}`, {})).status]).toEqual([path, 404]);
      }
      const own = asha.customer.browser;
      await desk.sql(`update identifier_change set case_id = $2, origin = 'case' where id = $1`, [
        changeId,
        (await aCase(desk, { agentId: agent.id })).id,
      ]);
      expect((await own.post(`/api/portal/waiting-logins/${changeId}/cancel`, {})).status).toBe(404);
      expect((await security(asha.customer)).waitingEmail).toMatchObject({ own: false });
      expect(code(await changeEmail(asha.customer, anEmailAddress()))).toBe('change-already-pending');
    });

    it('finds an account closed that is guarded for suspected fraud, and is told nothing of why', async () => {
      const { customer, id } = await aCustomer();
      await desk.sql(
        `insert into verification_lock (id, account_id, at, until, reason, kind)
         values (gen_random_uuid(), $1, now(), now() + interval '1 day', 'A hunch.', 'suspected-fraud')`,
        [id],
      );
      const answers = [
        await linkPhone(customer, aPhoneNumber()),
        await changeEmail(customer, anEmailAddress()),
        await changePassword(customer, RIGHT, NEXT),
        await customer.browser.post('/api/portal/name-changes', { firstName: 'T', lastName: 'Hief' }),
      ];
      for (const answer of answers) {
        expect([answer.status, code(answer)]).toEqual([423, 'not-changeable-now']);
        expect(JSON.stringify(answer.body)).not.toMatch(/fraud|lock|suspect/i);
      }
    });
  });

  it('changes the e-mail alone, by a code typed with the reference that the page shows', async () => {
    const { customer, id, email: former } = await aCustomer();
    const email = anEmailAddress('asha.next');
    const { body } = await changeEmail(customer, email);
    expect(body).toMatchObject({ email: former, waitingEmail: { display: email, own: true } });
    const received = await customer.received(email, 'email-confirmation');
    expect(received.reference.replace('-', '')).toBe(body.waitingEmail?.reference?.replace('-', ''));
    expect((await customer.answer(received)).status).toBe(200);
    expect(await security(customer)).toMatchObject({ email, waitingEmail: null });
    expect(await toldOf(desk, 'email-change-effective', id)).toContain(former);
  });

  it('cancels a change, and sends its code again after a pause only', async () => {
    const { customer } = await aCustomer();
    const phone = aPhoneNumber();
    const { body } = await linkPhone(customer, phone);
    const path = `/api/portal/waiting-logins/${body.waitingPhone?.id ?? ''}`;
    expect(code(await customer.browser.post(`${path}/confirmations`, {}))).toBe('code-too-soon');
    desk.pass({ minutes: 3 });
    expect((await customer.browser.post(`${path}/confirmations`, {})).status).toBe(200);
    expect((await customer.browser.post(`${path}/cancel`, {})).body).toMatchObject({ waitingPhone: null });
    expect(code(await typeCode(customer, phone))).toBe('code-not-accepted');
  });

  it('replaces a number she mistyped by the right one, and takes no fixed line', async () => {
    const { customer } = await aCustomer();
    const [wrong, right] = [aPhoneNumber(), aPhoneNumber()];
    await linkPhone(customer, wrong);
    expect((await linkPhone(customer, right)).body.waitingPhone).toMatchObject({ display: right });
    expect(code(await typeCode(customer, wrong))).toBe('code-not-accepted');
    expect((await typeCode(customer, right)).status).toBe(200);
    expect((await linkPhone(customer, '+912226403101')).body.errors).toHaveProperty('phone');
  });

  it('changes the password, keeps this browser, ends every other, and tells every contact', async () => {
    const { customer, email, phone, id } = await aCustomer();
    const other = await enter(email);
    expect(await changePassword(customer, RIGHT, 'asha patel')).toMatchObject({
      status: 422,
      body: { code: 'password-too-weak', errors: { next: expect.any(String) as string } },
    });
    expect((await changePassword(customer, 'not this one', NEXT)).body.errors).toHaveProperty('current');
    const key = { 'idempotency-key': 'password-change-of-asha' };
    expect((await changePassword(customer, RIGHT, NEXT, key)).status).toBe(200);
    expect((await changePassword(customer, RIGHT, NEXT, key)).status).toBe(200);
    expect((await customer.browser.get('/api/portal/me')).status).toBe(200);
    expect((await other.browser.get('/api/portal/me')).status).toBe(401);
    await expect(enter(email, NEXT)).resolves.toBeDefined();
    expect(await toldOf(desk, 'password-changed', id)).toEqual(expect.arrayContaining([email, phone]));
  });

  it('changes the name alone, which the desk then finds, and tells every contact', async () => {
    const { customer, id, email, phone } = await aCustomer();
    const answer = await customer.browser.post('/api/portal/name-changes', {
      firstName: 'Āśā',
      lastName: 'Patel-Shah',
    });
    expect(answer).toMatchObject({ status: 200, body: { firstName: 'Āśā', lastName: 'Patel-Shah' } });
    expect(await toldOf(desk, 'name-changed', id)).toEqual(expect.arrayContaining([email, phone]));
    const [row] = await desk.sql<{ search_name: string }>('select search_name from account where id = $1', [
      id,
    ]);
    expect(row?.search_name).toMatch(/^asa patel-shah/);
    const empty = await customer.browser.post('/api/portal/name-changes', { firstName: '', lastName: ' ' });
    expect(empty.status).toBe(422);
  });

  it('lists the browsers that are signed in, ends one, and ends all others', async () => {
    const { customer, email } = await aCustomer();
    const others = [await enter(email), await enter(email), await enter(email)];
    const list = async (browser: Browser) => (await browser.get<PortalSessions>('/api/portal/sessions')).body;
    const { sessions } = await list(customer.browser);
    expect(sessions.map(({ current }) => current)).toEqual([true, false, false, false]);
    const [own] = (await list(others[0]!.browser)).sessions;
    expect((await customer.browser.post(`/api/portal/sessions/${own?.id ?? ''}/end`, {})).body).toEqual({
      ended: 1,
    });
    expect((await others[0]!.browser.get('/api/portal/me')).status).toBe(401);
    expect((await customer.browser.post('/api/portal/sessions/end-others', {})).body).toEqual({ ended: 2 });
    expect((await others[2]!.browser.get('/api/portal/me')).status).toBe(401);
    expect((await list(customer.browser)).sessions).toHaveLength(1);
  });

  it('is shut to whoever has not signed in, and to an agent’s cookie', async () => {
    const mira = await desk.signedIn('admin');
    for (const browser of [desk.browser(), mira]) {
      for (const path of ['security', 'sessions'])
        expect((await browser.get(`/api/portal/${path}`)).status).toBe(401);
      for (const path of [
        'email-changes',
        'phone-links',
        'password-changes',
        'name-changes',
        'sessions/end-others',
      ])
        expect((await browser.post(`/api/portal/${path}`, {})).status).toBe(401);
    }
  });
});
