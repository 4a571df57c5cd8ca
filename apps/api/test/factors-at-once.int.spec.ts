import type { FactorView, Me, PasskeyCreationOptions, Problem, TotpSecretView } from '@relink/contract';
import { generateSync } from 'otplib';
import { Authenticator } from './harness/authenticator.ts';
import { type Answer, type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';
import { whileHeld } from './harness/while-held.ts';

const RP_ID = 'care.shop.example';
const ORIGIN = `https://${RP_ID}`;
const ROUNDS = 20;

describe('a first second factor, enrolled in several sessions of one agent at one moment', () => {
  let desk: TestDesk;
  beforeAll(async () => (desk = await TestDesk.open({ RELINK_PUBLIC_URL: ORIGIN, DATABASE_POOL: '16' })));
  beforeEach(() => desk.sql('delete from rate_limit'));
  afterAll(() => desk.close());

  const signedIn = async (username: string) => {
    const browser = desk.browser();
    const { body } = await browser.post<Me>('/api/sign-in', { username, password: PASSWORD });
    expect(body.factors).toEqual([]);
    return browser;
  };
  /** Everything but the last step, which is what comes at one moment. */
  const withApp = async (browser: Browser) => {
    const { secret } = (await browser.post<TotpSecretView>('/api/my-factors/totp-secret')).body;
    const code = generateSync({ secret, epoch: Math.floor(desk.now.getTime() / 1000) });
    return () => browser.post<FactorView[] & Problem>('/api/my-factors/totp', { name: 'App', code });
  };
  const withPasskey = async (browser: Browser) => {
    const { body } = await browser.post<PasskeyCreationOptions>('/api/my-factors/passkey-options');
    const passkey = new Authenticator(RP_ID, ORIGIN).make(body);
    return () => browser.post<FactorView[] & Problem>('/api/my-factors/passkeys', { name: 'Key', passkey });
  };
  const told = ({ status, body }: Answer<Problem>) => (status === 200 ? '200' : `${status} ${body.code}`);
  const deadlocks = async () =>
    (
      await desk.sql<{ deadlocks: string }>(
        'select deadlocks from pg_stat_database where datname = current_database()',
      )
    )[0]?.deadlocks;
  const round = async (role: 'agent' | 'supervisor') => {
    await desk.sql('delete from rate_limit');
    const { id, username } = await desk.hire(role, undefined, { factor: false });
    const sessions = await Promise.all([1, 2, 3, 4].map(() => signedIn(username)));
    const finishing = await Promise.all(
      sessions.map((browser, nth) => (nth % 2 === 0 ? withApp(browser) : withPasskey(browser))),
    );
    const answers = await Promise.all(finishing.map((finish) => finish()));
    return { id, sessions, answers: answers.map(told) };
  };

  it('is kept once, ends the other sessions, and keeps nobody waiting for each other, twenty times over', async () => {
    for (let nth = 0; nth < ROUNDS; nth++) {
      const { id, sessions, answers } = await round(nth % 2 === 0 ? 'agent' : 'supervisor');
      expect(answers.toSorted()).toEqual(['200', ...Array.from({ length: 3 }, () => '401 signed-out')]);
      const winner = sessions[answers.indexOf('200')]!;
      expect((await winner.get<Me>('/api/me')).body.standing).toBe('whole');
      expect(await desk.sql('select from agent_factor where agent_id = $1', [id])).toHaveLength(1);
      expect(await desk.sql('select from agent_session where agent_id = $1', [id])).toHaveLength(1);
    }
    expect(await deadlocks()).toBe('0');
  });

  it('is kept once where one session sends it four times', async () => {
    for (let nth = 0; nth < ROUNDS; nth++) {
      await desk.sql('delete from rate_limit');
      const { id, username } = await desk.hire('supervisor', undefined, { factor: false });
      const finish = await withApp(await signedIn(username));
      const answers = (await Promise.all([1, 2, 3, 4].map(() => finish()))).map(told);
      expect(answers.toSorted()).toEqual([
        '200',
        ...Array.from({ length: 3 }, () => '422 factor-not-accepted'),
      ]);
      expect(await desk.sql('select from agent_factor where agent_id = $1', [id])).toHaveLength(1);
    }
    expect(await deadlocks()).toBe('0');
  });

  it('waits its turn while an admin ends all of the agent’s sessions and each session ends the others', async () => {
    const admin = await desk.signedIn('admin');
    for (let nth = 0; nth < ROUNDS; nth++) {
      await desk.sql('delete from rate_limit');
      const { id, username } = await desk.hire(nth % 2 === 0 ? 'agent' : 'supervisor', undefined, {
        factor: false,
      });
      const sessions = await Promise.all([1, 2, 3, 4].map(() => signedIn(username)));
      const [first, second, ...others] = sessions as [Browser, Browser, ...Browser[]];
      const finishing = [await withApp(first), await withPasskey(second)];
      const statuses = await Promise.all([
        ...finishing.map(async (finish) => told(await finish())),
        ...others.map(async (browser) => told(await browser.post<Problem>('/api/my-sessions/end-others'))),
        admin.post<Problem>(`/api/agents/${id}/sessions/end-all`).then(told),
      ]);
      // Each comes to its end: with what it asked for, or signed out by one that came before it.
      for (const status of statuses) expect(['200', '401 signed-out', '403 factor-needed']).toContain(status);
      expect(statuses.at(-1)).toBe('200');
      expect((await desk.sql('select from agent_factor where agent_id = $1', [id])).length).toBeLessThan(2);
    }
    expect(await deadlocks()).toBe('0');
  });

  it('is refused for being signed out where its session ends at that moment, and so is what it begins with', async () => {
    const begin = [
      (browser: Browser) => browser.post<Problem>('/api/my-factors/totp-secret'),
      (browser: Browser) => browser.post<Problem>('/api/my-factors/passkey-options'),
    ];
    for (const act of begin) {
      const { id, username } = await desk.hire('supervisor', undefined, { factor: false });
      const browser = await signedIn(username);
      const ending = { text: 'delete from agent_session where agent_id = $1', values: [id] };
      expect(told(await whileHeld(desk, ending, () => act(browser)))).toBe('401 signed-out');
    }
    for (const ready of [withApp, withPasskey]) {
      const { id, username } = await desk.hire('supervisor', undefined, { factor: false });
      const finish = await ready(await signedIn(username));
      const ending = { text: 'delete from agent_session where agent_id = $1', values: [id] };
      expect(told(await whileHeld<Answer<Problem>>(desk, ending, finish))).toBe('401 signed-out');
      expect(await desk.sql('select from agent_factor where agent_id = $1', [id])).toEqual([]);
    }
    expect(await deadlocks()).toBe('0');
  });
});
