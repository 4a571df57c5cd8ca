import { aCase, anAccount, anEmailAddress, anOrder, aPhoneNumber } from '@relink/testing';
import { hashPassword } from '../src/platform/guard/passwords.ts';
import { Customer } from './harness/customer.ts';
import { stateOf, takeDueChanges } from './harness/opposing.ts';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string; details?: Record<string, unknown> };

describe('a thief on the portal', () => {
  let desk: TestDesk;
  let mira: Agent;
  let admin: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    admin = await desk.signedIn('admin');
  });
  beforeEach(async () => {
    await desk.sql('delete from rate_limit');
    await desk.sql('delete from change_stop');
  });
  afterAll(() => desk.close());

  const aCustomer = async (given: { email?: string; phone?: string } = { email: anEmailAddress() }) => {
    const { id } = await anAccount(desk, given);
    await desk.sql('insert into credential values ($1, $2, now())', [id, await hashPassword(PASSWORD)]);
    const customer = new Customer(desk);
    const login = given.email ?? given.phone;
    const entered = await customer.browser.post('/api/portal/sign-in', { login, password: PASSWORD });
    expect(entered.status).toBe(200);
    return { id, customer, browser: customer.browser };
  };

  it.each([
    ['nothing at all', '\u3164'],
    ['a soft hyphen', 'As\u00ADha'],
    ['tags', 'Asha\u{E0041}\u{E0042}'],
    ['a reversed end', 'Asha\u202E'],
    ['an invisible joiner', 'As\u180Eha'],
  ])('cannot take a name with %s in it', async (_, firstName) => {
    const { browser } = await aCustomer();
    const { status } = await browser.post('/api/portal/name-changes', { firstName, lastName: '' });
    expect(status).toBe(422);
  });

  it('keeps the desk no busier than a person typing by having passwords judged', async () => {
    const judge = () => desk.browser().post<Problem>('/api/portal/password-strength', { password: '1' });
    for (let count = 0; count < 300; count++) expect((await judge()).status).toBe(200);
    expect(await judge()).toMatchObject({ status: 429, body: { code: 'too-many-tries' } });
  });

  describe('who sends everything twice', () => {
    const keyed = (key: string) => ({ 'idempotency-key': key });

    it('changes a thing once, and is refused with another payload under the same key', async () => {
      const { id, browser } = await aCustomer({ email: anEmailAddress('twice') });
      const { id: caseId } = await aCase(desk, { agentId: mira.id, claimed: id });
      const agent = await desk.hire('agent');
      const doors: [Browser, string, Record<string, unknown>, Record<string, unknown>][] = [
        [
          browser,
          '/api/portal/email-changes',
          { email: anEmailAddress(), password: PASSWORD },
          { email: anEmailAddress(), password: PASSWORD },
        ],
        [
          browser,
          '/api/portal/phone-links',
          { phone: aPhoneNumber(), password: PASSWORD },
          { phone: aPhoneNumber(), password: PASSWORD },
        ],
        [
          browser,
          '/api/portal/name-changes',
          { firstName: 'A', lastName: 'B' },
          { firstName: 'C', lastName: 'D' },
        ],
        [
          browser,
          '/api/portal/call-backs',
          { phone: aPhoneNumber(), language: 'en' },
          { phone: aPhoneNumber(), language: 'en' },
        ],
        [
          mira,
          `/api/cases/${caseId}/callers`,
          { channel: 'phone', caller: 'account-holder' },
          { channel: 'chat', caller: 'account-holder' },
        ],
        [mira, `/api/cases/${caseId}/ticket`, { ticket: '1' }, { ticket: '2' }],
        [mira, `/api/cases/${caseId}/suspected-fraud`, {}, { more: 1 }],
        [
          admin,
          `/api/agents/${agent.id}/private-contacts`,
          { kind: 'email', value: anEmailAddress() },
          { kind: 'email', value: anEmailAddress() },
        ],
        [admin, '/api/change-stops', { reason: 'One.' }, { reason: 'Two.' }],
      ];
      const events = async () =>
        (
          await desk.sql<{ count: number }>(
            `select count(*)::int as count from audit_event where action not like '%.viewed'`,
          )
        )[0]!.count;
      for (const [who, path, body, other] of doors) {
        const key = `${path.split('/').at(-1) ?? ''}-0123456789abcdef`;
        const answers = await Promise.all([1, 2, 3].map(() => who.post<Problem>(path, body, keyed(key))));
        const done = answers.filter(({ status }) => status < 300);
        expect([
          path,
          done.length > 0,
          answers.every(({ status }) => status < 300 || status === 409),
        ]).toEqual([path, true, true]);
        const before = await events();
        expect((await who.post(path, body, keyed(key))).status).toBeLessThan(300);
        expect([path, await events()]).toEqual([path, before]);
        expect((await who.post<Problem>(path, other, keyed(key))).status).toBe(422);
      }
    });
  });

  it('learns nothing from a policy with the names of an object’s insides', async () => {
    const { body } = await admin.get<{ version: number; preset: string; rules: object }>('/api/policy');
    const draft = {
      preset: 'standard',
      rules: { spokenCodes: true, highValue: {} },
      reason: 'Hm.',
      over: body.version,
    };
    for (const numbers of [
      '{"__proto__":{"tries":1}}',
      '{"constructor":{"prototype":1}}',
      '{"code":{"__proto__":3}}',
      '{"code":{"tries":1e9}}',
      '{"code":{"tries":2.5}}',
      '{"evidence":{"minimumKinds":1}}',
    ]) {
      const response = await admin.fetch('/api/policy-versions', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': numbers.replace(/\W/g, '').padEnd(20, 'x'),
        },
        body: JSON.stringify(draft).replace('"preset"', `"numbers":${numbers},"preset"`),
      });
      expect([numbers, response.status]).toEqual([numbers, expect.any(Number)]);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    }
    const odd = {
      ...draft,
      numbers: {},
      rules: { spokenCodes: true, highValue: { __proto__x: 1, INR: -1 } },
    };
    expect((await admin.post('/api/policy-versions', odd)).status).toBe(422);
  });

  it('with a browser left open cannot keep a change from taking effect by changing the name again and again', async () => {
    const phone = aPhoneNumber();
    const { id, browser, customer } = await aCustomer({ phone });
    await anOrder(desk, { accountId: id, total: '90000.00' });
    const email = anEmailAddress('owner');
    await browser.post('/api/portal/email-changes', { email, password: PASSWORD });
    await customer.confirm(await customer.received(email, 'email-confirmation'));
    const [change] = await desk.sql<{ id: string }>(
      'select id from identifier_change where account_id = $1',
      [id],
    );
    expect(await stateOf(desk, change?.id ?? '')).toBe('held');
    const renamed = await browser.post('/api/portal/name-changes', { firstName: 'Mallory', lastName: 'X' });
    expect(renamed.status).toBe(200);
    desk.pass({ hours: 25 });
    await takeDueChanges(desk);
    expect(await stateOf(desk, change?.id ?? '')).toBe('effective');
  });
});
