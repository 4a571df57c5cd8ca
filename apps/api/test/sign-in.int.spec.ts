import { hash } from '@node-rs/argon2';
import { permissionsOf } from '@relink/domain';
import { hashToken } from '../src/platform/guard/sessions.ts';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

type Problem = { code: string; errors?: Record<string, string>; details?: Record<string, unknown> };

describe('signing in', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  beforeEach(() => desk.sql('delete from rate_limit'));
  afterAll(() => desk.close());

  const tryToEnter = (browser: Browser, username: string, password: string) =>
    browser.post<Problem>('/api/sign-in', { username, password });
  const lastEvent = async () => {
    const [event] = await desk.sql<{ action: string; outcome: string; canonical: Buffer; address: string }>(
      'select action, outcome, canonical, address from audit_event order by id desc limit 1',
    );
    return { ...event!, said: JSON.parse(event!.canonical.toString()) as { facts: object; actor: object } };
  };

  it('lets an agent in, and says who they are and what they may do', async () => {
    const { username, id } = await desk.hire('agent');
    const browser = desk.browser();
    const entered = await tryToEnter(browser, username, PASSWORD);
    expect(entered.status).toBe(200);
    expect(entered.body).toMatchObject({ id, username, role: 'agent', development: true });
    expect(entered.body).toMatchObject({ permissions: permissionsOf('agent') });
    expect((await browser.get('/api/me')).body).toEqual(entered.body);
    expect(await lastEvent()).toMatchObject({
      action: 'agent.signed-in',
      address: '127.0.0.1',
      said: { actor: { kind: 'agent', id } },
    });
  });

  it('keeps an opaque token from scripts and other sites, and stores only its hash', async () => {
    const { username } = await desk.hire('agent');
    const { headers } = await tryToEnter(desk.browser(), username, PASSWORD);
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(/^relink_agent=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const token = /=([\w-]{43});/.exec(cookie!)![1]!;
    const kept = await desk.sql<{ token_hash: Buffer }>('select token_hash from agent_session');
    expect(kept.some(({ token_hash }) => token_hash.equals(hashToken(token)))).toBe(true);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('takes the name in any case', async () => {
    const { username } = await desk.hire('agent');
    expect((await tryToEnter(desk.browser(), username.toUpperCase(), PASSWORD)).status).toBe(200);
  });

  it('takes a password typed on a keyboard that composes letters differently', async () => {
    const { username, id } = await desk.hire('agent');
    const kept = await hash('crème brûlée à la carte'.normalize('NFKC'), { memoryCost: 1024, timeCost: 1 });
    await desk.sql('update agent set password_hash = $2 where id = $1', [id, kept]);
    const typed = 'crème brûlée à la carte'.normalize('NFD');
    expect((await tryToEnter(desk.browser(), username, typed)).status).toBe(200);
  });

  it('gives a fresh token at each sign-in, and ends the session the browser had', async () => {
    const { username } = await desk.hire('agent');
    const browser = desk.browser();
    const first = (await tryToEnter(browser, username, PASSWORD)).headers.getSetCookie()[0]!.split(';')[0]!;
    const second = (await tryToEnter(browser, username, PASSWORD)).headers.getSetCookie()[0]!.split(';')[0]!;
    expect(second).not.toBe(first);
    const withOld = await fetch(`${desk.url}/api/me`, { headers: { cookie: first } });
    expect(withOld.status).toBe(401);
    expect((await browser.get('/api/me')).status).toBe(200);
  });

  it('does not let a planted cookie become a session', async () => {
    const { username } = await desk.hire('agent');
    const planted = `relink_agent=${'A'.repeat(43)}`;
    const entered = await fetch(`${desk.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: planted },
      body: JSON.stringify({ username, password: PASSWORD }),
    });
    expect(entered.status).toBe(200);
    expect((await fetch(`${desk.url}/api/me`, { headers: { cookie: planted } })).status).toBe(401);
  });

  it('answers a wrong password, an unknown name and a disabled agent alike', async () => {
    const { username, id } = await desk.hire('agent');
    const gone = await desk.hire('agent');
    await desk.sql('update agent set disabled_at = now() where id = $1', [gone.id]);
    const wrong = await tryToEnter(desk.browser(), username, 'not the password');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong-credentials']);
    expect((await lastEvent()).said).toMatchObject({
      actor: { kind: 'system' },
      facts: { code: 'wrong-credentials', agentId: id },
    });
    const unknown = await tryToEnter(desk.browser(), 'nobody-of-that-name', PASSWORD);
    expect(unknown.body).toEqual(wrong.body);
    expect((await lastEvent()).canonical.includes('nobody-of-that-name')).toBe(false);
    expect((await tryToEnter(desk.browser(), gone.username, PASSWORD)).body).toEqual(wrong.body);
    expect(await lastEvent()).toMatchObject({ action: 'sign-in.refused', outcome: 'refused' });
  });

  it('reads no password from the address line', async () => {
    const { username } = await desk.hire('agent');
    const asked = `/api/sign-in?username=${username}&password=${encodeURIComponent(PASSWORD)}`;
    expect((await desk.browser().post(asked, {})).status).toBe(422);
  });

  it('stops guessing at one name after ten tries, from wherever they come, and lets it go later', async () => {
    const { username } = await desk.hire('agent');
    const guesses = await Promise.all(
      Array.from({ length: 14 }, () => tryToEnter(desk.browser(), username, 'a guess of mine')),
    );
    const codes = guesses.map(({ body }) => body.code).sort();
    expect(codes.filter((code) => code === 'wrong-credentials')).toHaveLength(10);
    expect(codes.filter((code) => code === 'too-many-tries')).toHaveLength(4);
    const right = await tryToEnter(desk.browser(), username.toUpperCase(), PASSWORD);
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(60);
    const throttled = await desk.sql(
      `select 1 from audit_event where action = 'sign-in.refused' and convert_from(canonical, 'UTF8') like '%too-many-tries%'`,
    );
    expect(throttled).toHaveLength(1);
    await desk.sql('update rate_limit set expire = 0');
    expect((await tryToEnter(desk.browser(), username, PASSWORD)).status).toBe(200);
  });

  it('forgets the wrong tries of a name when its password comes', async () => {
    const { username } = await desk.hire('agent');
    for (let round = 0; round < 2; round++) {
      for (let guess = 0; guess < 9; guess++) await tryToEnter(desk.browser(), username, 'mistyped');
      expect((await tryToEnter(desk.browser(), username, PASSWORD)).status).toBe(200);
    }
  });

  it('stops an address that tries many names, and then locks no more names for others', async () => {
    const { username } = await desk.hire('agent');
    for (let guess = 0; guess < 50; guess++)
      await tryToEnter(desk.browser(), `spray-${String(guess)}`, 'guess');
    const stopped = await tryToEnter(desk.browser(), username, 'guess');
    expect([stopped.status, stopped.body.code]).toEqual([429, 'too-many-tries']);
    const keys = await desk.sql<{ key: string }>('select key from rate_limit');
    expect(keys).toHaveLength(51);
    expect(JSON.stringify(keys)).not.toMatch(/spray|127\.0\.0\.1/);
  });

  it('ends a session after 15 idle minutes, and after 8 hours however busy', async () => {
    const idle = await desk.signedIn('agent');
    desk.pass({ minutes: 14 });
    expect((await idle.get('/api/me')).status).toBe(200);
    desk.pass({ minutes: 14 });
    expect((await idle.get('/api/me')).status).toBe(200);
    desk.pass({ minutes: 15 });
    expect((await idle.get('/api/me')).status).toBe(401);
    const busy = await desk.signedIn('agent');
    for (let quarter = 0; quarter < 36; quarter++) {
      desk.pass({ minutes: 13 });
      expect((await busy.get('/api/me')).status).toBe(200);
    }
    desk.pass({ minutes: 13 });
    expect((await busy.get('/api/me')).status).toBe(401);
  });

  it('signs out at once, for that cookie wherever it was copied to', async () => {
    const { username, id } = await desk.hire('agent');
    const browser = desk.browser();
    const cookie = (await tryToEnter(browser, username, PASSWORD)).headers.getSetCookie()[0]!.split(';')[0]!;
    const left = await browser.post('/api/sign-out');
    expect(left.status).toBe(204);
    expect(left.headers.getSetCookie()[0]).toMatch(/^relink_agent=;.*Expires=Thu, 01 Jan 1970/);
    expect((await fetch(`${desk.url}/api/me`, { headers: { cookie } })).status).toBe(401);
    expect(await desk.sql('select 1 from agent_session where agent_id = $1', [id])).toEqual([]);
    expect(await lastEvent()).toMatchObject({ action: 'agent.signed-out', said: { actor: { id } } });
    expect((await browser.post('/api/sign-out')).status).toBe(204);
  });

  it('shows the policy in force', async () => {
    const { body } = await (
      await desk.signedIn('agent')
    ).get<{ numbers: Record<string, unknown> }>('/api/policy');
    expect(body).toMatchObject({ version: 1, preset: 'standard' });
    expect(body.numbers).toMatchObject({ code: { digits: 6, tries: 3 }, agentSession: { idleMinutes: 15 } });
  });
});

describe('a page of another site', () => {
  let desk: TestDesk;
  let agent: Browser;
  beforeAll(async () => {
    desk = await TestDesk.open();
    agent = await desk.signedIn('admin');
  });
  afterAll(() => desk.close());

  it.each([
    ['Origin of another host', { origin: 'https://evil.example' }],
    ['Origin of another port', { origin: 'http://127.0.0.1:1' }],
    ['an opaque Origin', { origin: 'null' }],
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
  ])('cannot change anything: %s', async (_, headers: Record<string, string>) => {
    for (const path of ['/api/sign-in', '/api/sign-out', '/api/agents']) {
      const { status, body } = await agent.post<Problem>(path, {}, headers);
      expect([status, body.code]).toEqual([403, 'cross-site']);
    }
    expect((await agent.get('/api/me')).status).toBe(200);
  });

  it.each(['text/plain', 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded', 'application/xml'])(
    'cannot send what a form sends: %s',
    async (type) => {
      const body = '{"username":"admin","password":"relink demo desk"}';
      const answer = await agent.fetch('/api/sign-in', {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      expect(answer.status).toBe(415);
      expect(await answer.json()).toMatchObject({ code: 'unsupported-media-type' });
    },
  );

  it('can from the desk itself', async () => {
    const own = { origin: desk.url, 'sec-fetch-site': 'same-origin' };
    expect((await agent.post('/api/sign-out', undefined, own)).status).toBe(204);
  });
});

describe('behind a proxy that speaks https', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open({ RELINK_TRUST_PROXY: '1' });
  });
  afterAll(() => desk.close());

  it('sends the cookie over https only', async () => {
    const { username } = await desk.hire('agent');
    const answer = await desk
      .browser()
      .post('/api/sign-in', { username, password: PASSWORD }, { 'x-forwarded-proto': 'https' });
    expect(answer.headers.getSetCookie()[0]).toMatch(/; Secure/);
  });

  it('writes down the address that the proxy saw, not the one that a caller made up before it', async () => {
    const { username } = await desk.hire('agent');
    await desk
      .browser()
      .post(
        '/api/sign-in',
        { username, password: 'wrong' },
        { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' },
      );
    expect(await desk.sql(`select address from audit_event where action = 'sign-in.refused'`)).toEqual([
      { address: '198.51.100.7' },
    ]);
  });
});
