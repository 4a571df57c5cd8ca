import type {
  FactorRecoveryView,
  FactorView,
  Me,
  NoticeView,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
  Problem,
  TotpSecretView,
} from '@relink/contract';
import { NUMBERS } from '@relink/domain';
import { generateSync } from 'otplib';
import { Client } from 'pg';
import { Authenticator } from './harness/authenticator.ts';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

const RP_ID = 'care.shop.example';
const ORIGIN = `https://${RP_ID}`;
const { missesToLock, missDays, triesPerAccount } = NUMBERS.factor;

/** Mallory has the password of somebody at the desk, by phishing, and not their authenticator app. */
describe('Mallory, who has an agent’s password and guesses codes', () => {
  let desk: TestDesk;
  beforeAll(async () => (desk = await TestDesk.open({ RELINK_PUBLIC_URL: ORIGIN })));
  afterAll(() => desk.close());

  const signIn = async (username: string, at = desk.url) => {
    const browser = desk.browser(at, { factor: false, stepUp: false });
    await browser.post('/api/sign-in', { username, password: PASSWORD });
    return browser;
  };
  const give = (browser: Browser, code: string) =>
    browser.post<Me & Problem>('/api/sign-in/factor', { kind: 'totp', code });
  const wrongCode = async (agentId: string) =>
    (await desk.code(agentId)) === '000000' ? '111111' : '000000';
  /** A quarter of an hour passes: the short count begins anew. */
  const throttleForgets = () => desk.sql('delete from rate_limit');
  const guess = async (agent: { id: string; username: string }, times: number, at = desk.url) => {
    const codes: (string | undefined)[] = [];
    const wrong = await wrongCode(agent.id);
    for (let done = 0; done < times; done += triesPerAccount) {
      await throttleForgets();
      const browser = await signIn(agent.username, at);
      for (let nth = done; nth < Math.min(times, done + triesPerAccount); nth++)
        codes.push((await give(browser, wrong)).body.code);
    }
    await throttleForgets();
    return codes;
  };
  const giveRight = async ({ id, username }: { id: string; username: string }, at = desk.url) =>
    give(await signIn(username, at), await desk.code(id));
  const lockEvents = (agentId: string) =>
    desk.sql(`select from audit_event where action = 'factor.locked' and actor_id = $1`, [agentId]);
  const misses = (agentId: string) => desk.sql('select from factor_miss where agent_id = $1', [agentId]);
  const notices = async () => {
    const filter = encodeURIComponent(JSON.stringify({ kind: 'factor-locked', settled: false }));
    return (await (await desk.signedIn('admin')).get<NoticeView[]>(`/api/notices?filter=${filter}`)).body;
  };
  const askRecovery = (by: Browser, agentId: string) =>
    by.post<{ id: string; agentId: string; state: string }[] & Problem>(
      `/api/agents/${agentId}/factor-recoveries`,
      {
        reason: 'Locked by a guesser.',
      },
    );

  it('gets twenty guesses in all, across sessions, servers and restarts; then not even the right code counts', async () => {
    const ann = await desk.hire('supervisor');
    expect(new Set(await guess(ann, missesToLock - 6))).toEqual(new Set(['factor-not-accepted']));
    const another = await desk.another();
    await guess(ann, 5, another.url);
    await another.app.close();
    expect(await lockEvents(ann.id)).toEqual([]);
    await guess(ann, 1);
    expect(await lockEvents(ann.id)).toHaveLength(1);
    const refused = await giveRight(ann);
    expect([refused.status, refused.body.code]).toEqual([403, 'factor-locked']);
    desk.pass({ days: missDays + 1 });
    await throttleForgets();
    expect((await giveRight(ann)).body.code).toBe('factor-locked');
    expect((await notices()).filter(({ agentId }) => agentId === ann.id)).toHaveLength(1);
  });

  it('gets no guess more when all of them come at once', async () => {
    const ann = await desk.hire('admin');
    await guess(ann, missesToLock - 2);
    const wrong = await wrongCode(ann.id);
    const browsers = await Promise.all(Array.from({ length: 4 }, () => signIn(ann.username)));
    const codes = (await Promise.all(browsers.map((browser) => give(browser, wrong)))).map(
      ({ body }) => body.code,
    );
    // Those too many are not even looked at, nor kept against the app that comes after this one.
    expect(codes.sort()).toEqual([
      ...['factor-locked', 'factor-locked'],
      ...['factor-not-accepted', 'factor-not-accepted'],
    ]);
    expect(await misses(ann.id)).toEqual([]);
    await throttleForgets();
    expect((await giveRight(ann)).body.code).toBe('factor-locked');
    expect(await lockEvents(ann.id)).toHaveLength(1);
  });

  it('gets no guess for nothing by giving it at the very moment of her right code', async () => {
    const ann = await desk.hire('supervisor');
    await guess(ann, missesToLock - 1);
    const [his, hers] = [await signIn(ann.username), await signIn(ann.username)];
    const [wrong, right] = [await wrongCode(ann.id), await desk.code(ann.id)];
    const waiting = async (many: number) => {
      const wait = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await desk.sql(wait)).length < many);
    };
    const url = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
    url.pathname = `/${desk.owner.database ?? ''}`;
    const busy = new Client({ connectionString: url.toString() });
    await busy.connect();
    await busy.query('begin');
    await busy.query(`select from agent where id = '${ann.id}' for no key update`);
    const guessed = give(his, wrong);
    await waiting(1);
    const given = give(hers, right);
    await waiting(2);
    await busy.query('commit');
    await busy.end();
    const answers = (await Promise.all([guessed, given])).map(({ status, body }) => [status, body.code]);
    expect(answers).toEqual([
      [422, 'factor-not-accepted'],
      [403, 'factor-locked'],
    ]);
    expect(await lockEvents(ann.id)).toHaveLength(1);
  });

  it('has nothing left of his guesses against the app that she has after the one he guessed at', async () => {
    const ann = await desk.hire('supervisor');
    await guess(ann, missesToLock - 1);
    desk.pass({ minutes: 1 });
    const browser = await signIn(ann.username);
    await give(browser, await desk.code(ann.id));
    const { body } = await browser.post<TotpSecretView>('/api/my-factors/totp-secret');
    const code = generateSync({ secret: body.secret, epoch: Math.floor(desk.now.getTime() / 1000) });
    const name = 'New phone';
    const factors = (await browser.post<FactorView[]>('/api/my-factors/totp', { name, code })).body;
    const old = factors.find((each) => each.name !== name)!;
    // As long as the old one is there, its guesses count.
    expect((await browser.post(`/api/my-factors/${old.id}/remove`)).status).toBe(200);
    await throttleForgets();
    expect((await give(await signIn(ann.username), '000000')).body.code).toBe('factor-not-accepted');
    expect(await lockEvents(ann.id)).toEqual([]);
  });

  it('gets no guess more in a session of his own by an agent who signs in rightly beside him; what she mistyped is forgiven', async () => {
    const ann = await desk.hire('supervisor');
    await guess(ann, missesToLock - 1);
    // Right, in a session of her own: his guesses stay counted.
    expect((await giveRight(ann)).status).toBe(200);
    expect(await misses(ann.id)).toHaveLength(missesToLock - 1);
    desk.pass({ days: missDays + 1 });
    const fresh = await signIn(ann.username);
    await give(fresh, await wrongCode(ann.id));
    expect((await give(fresh, await desk.code(ann.id))).status).toBe(200);
    const left = await desk.sql('select from factor_miss where agent_id = $1 and at > $2', [
      ann.id,
      new Date(desk.now.getTime() - 3_600_000),
    ]);
    expect(left).toEqual([]);
    await guess(ann, missesToLock - 1);
    expect((await giveRight(ann)).status).toBe(200);
  });

  it('locks nobody out without the password', async () => {
    const ann = await desk.hire('supervisor');
    const stranger = desk.browser(desk.url, { factor: false });
    const wrong = await wrongCode(ann.id);
    for (let nth = 0; nth < missesToLock + 1; nth++) {
      await throttleForgets();
      await stranger.post('/api/sign-in', { username: ann.username, password: 'not her password at all' });
      expect((await give(stranger, wrong)).status).toBe(401);
    }
    await throttleForgets();
    expect((await giveRight(ann)).status).toBe(200);
  });

  it('with her stolen cookie guesses at the step-up no more often either, as long as she gives no right code', async () => {
    const ann = await desk.signedIn('supervisor', undefined, { stepUp: false });
    desk.pass({ minutes: 6 });
    const wrong = await wrongCode(ann.id);
    for (let nth = 0; nth < missesToLock; nth++) {
      await throttleForgets();
      const { body } = await ann.post<Problem>('/api/step-up', { kind: 'totp', code: wrong });
      expect(body.code).toBe('factor-not-accepted');
    }
    await throttleForgets();
    const right = await ann.post<Problem>('/api/step-up', { kind: 'totp', code: await desk.code(ann.id) });
    expect([right.status, right.body.code]).toEqual([403, 'factor-locked']);
  });

  it('does not stop her passkey, by which she removes the locked app herself', async () => {
    const { id, username } = await desk.hire('supervisor');
    const ann = desk.browser();
    await ann.post('/api/sign-in', { username, password: PASSWORD });
    const device = new Authenticator(RP_ID, ORIGIN);
    const options = (await ann.post<PasskeyCreationOptions>('/api/my-factors/passkey-options')).body;
    await ann.post('/api/my-factors/passkeys', { name: 'My phone', passkey: device.make(options) });
    await guess({ id, username }, missesToLock);
    const half = await signIn(username);
    const challenge = (await half.post<PasskeyRequestOptions>('/api/passkey-challenges')).body;
    const given = { kind: 'passkey', answer: device.sign(challenge) };
    expect((await half.post('/api/sign-in/factor', given)).status).toBe(200);
    const factors = (await half.get<FactorView[]>('/api/my-factors')).body;
    expect(factors.map(({ kind, locked }) => [kind, locked])).toEqual([
      ['totp', true],
      ['passkey', false],
    ]);
    expect((await half.post(`/api/my-factors/${factors[0]!.id}/remove`)).status).toBe(200);
  });

  it('wins nothing by the recovery that his lock makes needed: first she gets a new password', async () => {
    const ann = await desk.hire('supervisor');
    const first = await desk.signedIn('admin');
    const second = await desk.signedIn('admin');
    // One that was asked for before the lock is not carried out after it either.
    const before = (await askRecovery(first, ann.id)).body.find(({ agentId }) => agentId === ann.id)!;
    await guess(ann, missesToLock);
    const seen = (await second.get<FactorRecoveryView[]>('/api/factor-recoveries')).body;
    expect(seen.find(({ id }) => id === before.id)).toMatchObject({
      mayApprove: false,
      mayNot: 'new-password-first',
    });
    const approved = await second.post<Problem>(`/api/factor-recoveries/${before.id}/approve`);
    expect([approved.status, approved.body.code]).toEqual([409, 'new-password-first']);
    await second.post(`/api/factor-recoveries/${before.id}/reject`);
    expect((await askRecovery(first, ann.id)).body.code).toBe('new-password-first');
    desk.pass({ minutes: 1 });
    await first.put(`/api/agents/${ann.id}`, { password: 'a brand new pass phrase' });
    const asked = await askRecovery(first, ann.id);
    const { id } = asked.body.find(({ agentId, state }) => agentId === ann.id && state === 'waiting')!;
    expect((await second.post(`/api/factor-recoveries/${id}/approve`)).status).toBe(200);
    expect((await (await signIn(ann.username)).get('/api/me')).status).toBe(401);
    const anew = desk.browser(desk.url, { factor: false });
    const { body } = await anew.post<Me>('/api/sign-in', {
      username: ann.username,
      password: 'a brand new pass phrase',
    });
    expect([body.standing, body.recovering]).toEqual(['enrolling', true]);
  });
});
