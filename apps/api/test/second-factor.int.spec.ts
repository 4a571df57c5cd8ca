import type { FactorView, Me, Problem, TotpSecretView } from '@relink/contract';
import { generateSync } from 'otplib';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

const codeOf = (secret: string, desk: TestDesk, steps = 0): string =>
  generateSync({ secret, epoch: Math.floor(desk.now.getTime() / 1000) + steps * 30 });

describe('a second factor', () => {
  let desk: TestDesk;
  beforeAll(async () => (desk = await TestDesk.open()));
  afterAll(() => desk.close());

  const signIn = (browser: Browser, username: string) =>
    browser.post<Me & Problem>('/api/sign-in', { username, password: PASSWORD });
  const give = (browser: Browser, code: string) =>
    browser.post<Me & Problem>('/api/sign-in/factor', { kind: 'totp', code });
  const actions = async (agentId: string) => {
    const rows = await desk.sql<{ action: string; outcome: string }>(
      `select action, outcome from audit_event where actor_id = $1 order by at, id`,
      [agentId],
    );
    return rows.map(({ action, outcome }) => (outcome === 'refused' ? `${action} refused` : action));
  };

  describe('at sign-in', () => {
    it('is awaited after the password: until then the session reads nothing and changes nothing', async () => {
      const { username, id } = await desk.hire('supervisor');
      const half = desk.browser(desk.url, { factor: false });
      const { status, body } = await signIn(half, username);
      expect([status, body.standing, body.factors, body.permissions]).toEqual([200, 'half', ['totp'], []]);
      expect((await half.get<Me>('/api/me')).body.standing).toBe('half');
      for (const path of ['/api/cases', '/api/accounts', '/api/my-factors', '/api/my-sessions', '/api/live'])
        expect((await half.get<Problem>(path)).body.code).toBe('factor-awaited');
      for (const path of ['/api/cases', '/api/step-up', '/api/my-factors/totp-secret', '/api/change-stops'])
        expect((await half.post<Problem>(path, {})).body.code).toBe('factor-awaited');
      expect(await actions(id)).toEqual(['agent.password-accepted']);
      expect((await half.post('/api/sign-out')).status).toBe(204);
      expect((await half.get('/api/me')).status).toBe(401);
    });

    it('makes the session whole under a token never used before, and the half one is gone', async () => {
      const { username, id } = await desk.hire('admin');
      const browser = desk.browser(desk.url, { factor: false });
      await signIn(browser, username);
      const half = await cookieOf(desk, id);
      const { status, body } = await give(browser, await desk.code(id));
      expect([status, body.standing]).toEqual([200, 'whole']);
      expect(body.permissions).toContain('agents.manage');
      expect(await cookieOf(desk, id)).not.toEqual(half);
      expect(await desk.sql('select from agent_session where agent_id = $1', [id])).toHaveLength(1);
      expect(await actions(id)).toEqual(['agent.password-accepted', 'agent.signed-in']);
      expect((await give(browser, await desk.code(id))).body.code).toBe('factor-not-awaited');
    });

    it('ends a session that waits for longer than ten minutes', async () => {
      const { username, id } = await desk.hire('supervisor');
      const browser = desk.browser(desk.url, { factor: false });
      await signIn(browser, username);
      desk.pass({ minutes: 10 });
      expect((await give(browser, await desk.code(id))).status).toBe(401);
    });

    it('takes a code of one step early or late, each step once, and none before one that was used', async () => {
      const { username, id } = await desk.hire('supervisor', undefined, { factor: false });
      const { secret } = await enrol(id);
      const tried: boolean[] = [];
      for (const steps of [-2, 2, -1, -1, 0, 0, -1, 1, 1]) {
        const browser = desk.browser(desk.url, { factor: false });
        await signIn(browser, username);
        tried.push((await give(browser, codeOf(secret, desk, steps))).status === 200);
      }
      expect(tried).toEqual([false, false, true, false, true, false, false, true, false]);
    });

    it('takes one of two uses of a code that come at once', async () => {
      const { username, id } = await desk.hire('supervisor', undefined, { factor: false });
      const { secret } = await enrol(id);
      const browsers = await Promise.all(
        [1, 2, 3, 4].map(async () => {
          const browser = desk.browser(desk.url, { factor: false });
          await signIn(browser, username);
          return browser;
        }),
      );
      const code = codeOf(secret, desk, 1);
      const answers = await Promise.all(browsers.map((browser) => give(browser, code)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    });

    it('counts thirty guesses at once as thirty, whichever session they come from', async () => {
      const { username, id } = await desk.hire('admin');
      const browser = desk.browser(desk.url, { factor: false });
      await signIn(browser, username);
      const right = await desk.code(id);
      const wrong = right === '000000' ? '111111' : '000000';
      const answers = await Promise.all(Array.from({ length: 30 }, () => give(browser, wrong)));
      const counted = answers.map(({ body }) => body.code);
      expect(counted.filter((code) => code === 'factor-not-accepted')).toHaveLength(5);
      expect(counted.filter((code) => code === 'too-many-tries')).toHaveLength(25);
      const other = desk.browser(desk.url, { factor: false });
      await signIn(other, username);
      expect((await give(other, await desk.code(id))).body.code).toBe('too-many-tries');
      const refusals = (await actions(id)).filter((action) => action === 'factor.refused refused');
      expect(refusals).toHaveLength(6);
    });
  });

  describe('that a role must have', () => {
    it.each(['supervisor', 'admin'] as const)(
      'keeps a new %s from everything but enrolling',
      async (role) => {
        const { username, id } = await desk.hire(role, undefined, { factor: false });
        const browser = desk.browser();
        const { body } = await signIn(browser, username);
        expect([body.standing, body.factors, body.permissions]).toEqual(['enrolling', [], []]);
        for (const path of ['/api/cases', '/api/accounts', '/api/audit-events'])
          expect((await browser.get<Problem>(path)).body.code).toBe('factor-needed');
        expect((await browser.post<Problem>('/api/cases', {})).body.code).toBe('factor-needed');
        const { secret } = (await browser.post<TotpSecretView>('/api/my-factors/totp-secret')).body;
        const enrolled = await browser.post<FactorView[]>('/api/my-factors/totp', {
          name: 'My phone',
          code: codeOf(secret, desk),
        });
        expect(enrolled.body).toEqual([expect.objectContaining({ kind: 'totp', name: 'My phone' })]);
        expect((await browser.get<Me>('/api/me')).body).toMatchObject({
          standing: 'whole',
          factors: ['totp'],
        });
        expect((await browser.get('/api/cases')).status).toBe(200);
        expect(await actions(id)).toContain('factor.enrolled');
      },
    );

    it('is asked of the demo’s own sign-ins by word only, until they have a password of their own', async () => {
      const { username, id } = await desk.hire('admin', undefined, { factor: false });
      await desk.sql('update agent set demo = true where id = $1', [id]);
      const browser = desk.browser();
      const { body } = await signIn(browser, username);
      expect([body.standing, body.factorUrged, body.stepUpBy]).toEqual(['whole', true, 'password']);
      expect((await browser.get('/api/agents')).status).toBe(200);
      const other = await desk.signedIn('admin');
      expect((await other.put(`/api/agents/${id}`, { password: PASSWORD })).status).toBe(200);
      expect((await signIn(browser, username)).body).toMatchObject({
        standing: 'enrolling',
        factorUrged: false,
      });
    });

    it('cannot be removed where it is the last, also when two are removed at once', async () => {
      const supervisor = await desk.signedIn('supervisor');
      const { secret } = (await supervisor.post<TotpSecretView>('/api/my-factors/totp-secret')).body;
      const [first, second] = (
        await supervisor.post<FactorView[]>('/api/my-factors/totp', {
          name: 'Spare',
          code: codeOf(secret, desk),
        })
      ).body;
      const answers = await Promise.all(
        [first, second].map((each) => supervisor.post<Problem>(`/api/my-factors/${each?.id ?? ''}/remove`)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const left = (await supervisor.get<FactorView[]>('/api/my-factors')).body;
      const last = await supervisor.post<Problem>(`/api/my-factors/${left[0]?.id ?? ''}/remove`);
      expect([last.status, last.body.code]).toEqual([409, 'last-factor']);
    });

    it('is an agent’s own to remove, and nobody else’s', async () => {
      const agent = await desk.signedIn('agent');
      const { secret } = await enrol(agent.id, agent);
      expect(secret).toMatch(/^[A-Z2-7]{32}$/);
      const [factor] = (await agent.get<FactorView[]>('/api/my-factors')).body;
      const admin = await desk.signedIn('admin');
      expect((await admin.post(`/api/my-factors/${factor?.id ?? ''}/remove`)).status).toBe(404);
      expect((await agent.post(`/api/my-factors/${factor?.id ?? ''}/remove`)).status).toBe(200);
    });
  });

  describe('newly enrolled', () => {
    it('ends the sessions that know the password only', async () => {
      const { username } = await desk.hire('agent');
      const [here, there] = [desk.browser(), desk.browser()];
      await signIn(here, username);
      const { id } = (await signIn(there, username)).body;
      await enrol(id, here);
      expect((await there.get('/api/me')).status).toBe(401);
      expect((await here.get('/api/me')).status).toBe(200);
    });

    it('keeps its secret under the master key, and an old secret counts no more', async () => {
      const agent = await desk.signedIn('agent');
      const old = (await agent.post<TotpSecretView>('/api/my-factors/totp-secret')).body;
      const { secret, uri } = (await agent.post<TotpSecretView>('/api/my-factors/totp-secret')).body;
      expect(uri).toContain(`secret=${secret}`);
      const body = { name: 'Phone', code: codeOf(old.secret, desk) };
      expect((await agent.post<Problem>('/api/my-factors/totp', body)).body.code).toBe('factor-not-accepted');
      desk.pass({ minutes: 5 });
      const late = { name: 'Phone', code: codeOf(secret, desk) };
      expect((await agent.post<Problem>('/api/my-factors/totp', late)).body.code).toBe('factor-not-accepted');
      await enrol(agent.id, agent);
      const [row] = await desk.sql<{ sealed: string }>(
        `select encode(secret_sealed, 'escape') as sealed from agent_factor where agent_id = $1`,
        [agent.id],
      );
      expect(row?.sealed).not.toContain(secret);
    });
  });

  /** Enrols an authenticator app over the desk itself. Returns its secret, of which one code is used already. */
  async function enrol(agentId: string, browser?: Browser): Promise<{ secret: string }> {
    let at = browser;
    if (!at) {
      const [agent] = await desk.sql<{ username: string }>('select username from agent where id = $1', [
        agentId,
      ]);
      at = desk.browser();
      await signIn(at, agent?.username ?? '');
    }
    const { secret } = (await at.post<TotpSecretView>('/api/my-factors/totp-secret')).body;
    const answer = await at.post('/api/my-factors/totp', { name: 'App', code: codeOf(secret, desk) });
    if (answer.status !== 200) throw new Error(`Enrolment answered ${String(answer.status)}.`);
    if (!browser) await desk.sql('update agent_factor set last_step = null where agent_id = $1', [agentId]);
    return { secret };
  }
});

async function cookieOf(desk: TestDesk, agentId: string): Promise<string> {
  const [row] = await desk.sql<{ hash: string }>(
    `select encode(token_hash, 'hex') as hash from agent_session where agent_id = $1`,
    [agentId],
  );
  return row?.hash ?? '';
}
