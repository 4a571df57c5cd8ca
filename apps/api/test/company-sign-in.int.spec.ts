import type { Me } from '@relink/contract';
import { Company, DESK_ADDRESS, signInByCompany } from './harness/company.ts';
import { PASSWORD, TestDesk } from './harness/test-desk.ts';

const PEOPLE = {
  ann: { name: 'Ann Lee', preferred_username: 'ann.lee', roles: ['mail', 'relink-agent'] },
  boss: { name: 'Bo Ek', preferred_username: 'bo.ek', roles: ['relink-supervisor'] },
  sales: { name: 'Sal', preferred_username: 'sal', roles: ['sales'] },
  twin: { name: 'Another Ann', preferred_username: 'local.name', roles: ['relink-agent'] },
};
const ROLES = 'agent=relink-agent,supervisor=relink-supervisor';

describe('signing in by the company', () => {
  let company: Company;
  let desk: TestDesk;
  beforeAll(async () => {
    company = await Company.open(PEOPLE);
    desk = await TestDesk.open({ ...company.settings, OIDC_ROLES: ROLES });
  });
  afterAll(async () => {
    await desk.close();
    await company.close();
  });

  const events = async (action: string) =>
    (
      await desk.sql<{ facts: Record<string, unknown> }>(
        `select convert_from(canonical, 'UTF8')::jsonb -> 'facts' as facts from audit_event where action = $1 order by at, id`,
        [action],
      )
    ).map(({ facts }) => facts);

  it('lets an agent in whom the company vouches for, as who and what the company says', async () => {
    const browser = desk.browser();
    expect(await signInByCompany(browser, company, 'ann')).toBe('/');
    const { status, body } = await browser.get<Me>('/api/me');
    expect([status, body]).toMatchObject([
      200,
      // Neither a password nor a factor: nothing of the desk's could be asked for again.
      { username: 'ann.lee', name: 'Ann Lee', role: 'agent', standing: 'whole', stepUpBy: null },
    ]);
    expect((await browser.post('/api/cases', { channel: 'phone' })).status).toBe(201);
    expect(await events('agent.created')).toContainEqual(
      expect.objectContaining({
        by: 'company',
        companyLink: 'set',
        after: expect.objectContaining({ username: 'ann.lee' }) as unknown,
      }),
    );
    expect(await events('agent.signed-in')).toContainEqual(expect.objectContaining({ by: 'provider' }));
  });

  it('knows them again, and not as another', async () => {
    const [one, two] = [desk.browser(), desk.browser()];
    await signInByCompany(one, company, 'ann');
    await signInByCompany(two, company, 'ann');
    expect((await one.get<Me>('/api/me')).body.id).toBe((await two.get<Me>('/api/me')).body.id);
  });

  it('holds a supervisor to a second factor of the desk’s own all the same', async () => {
    const browser = desk.browser();
    expect(await signInByCompany(browser, company, 'boss')).toBe('/#/security');
    expect((await browser.get<Me>('/api/me')).body).toMatchObject({
      role: 'supervisor',
      standing: 'enrolling',
    });
    expect(await browser.get('/api/approvals')).toMatchObject({
      status: 403,
      body: { code: 'factor-needed' },
    });
  });

  it('asks an agent who has a second factor for it', async () => {
    const { id } = await desk.hire('supervisor');
    await desk.sql(`update agent set issuer = null, subject = null where subject = 'boss'`);
    await desk.sql(`update agent set issuer = $2, subject = 'boss' where id = $1`, [
      id,
      `${company.issuer}/`,
    ]);
    const browser = desk.browser();
    expect(await signInByCompany(browser, company, 'boss')).toBe('/#/login?step=factor');
    expect(await browser.get('/api/approvals')).toMatchObject({
      status: 403,
      body: { code: 'factor-awaited' },
    });
  });

  it('gives no session to who has no role here, and says so on the sign-in page', async () => {
    const browser = desk.browser();
    expect(await signInByCompany(browser, company, 'sales')).toBe('/#/login?problem=sign-in-no-role');
    expect((await browser.get('/api/me')).status).toBe(401);
    expect(await events('sign-in.refused')).toContainEqual({ code: 'sign-in-no-role', by: 'company' });
  });

  it('does not give a name that somebody has to who has the same one at the company', async () => {
    const { id } = await desk.hire('admin', 'local.name');
    const browser = desk.browser();
    expect(await signInByCompany(browser, company, 'twin')).toBe('/#/login?problem=sign-in-name-taken');
    expect((await browser.get('/api/me')).status).toBe(401);
    expect(await desk.sql('select subject from agent where id = $1', [id])).toEqual([{ subject: null }]);
  });

  it('lets an admin link somebody who was here before to who they are at the company, once', async () => {
    const admin = await desk.signedIn('admin');
    const browser = await desk.signedIn('agent');
    const link = (id: string, companySubject: string | null) =>
      admin.put(`/api/agents/${id}`, { companySubject });
    expect(await link(browser.id, 'twin')).toMatchObject({ status: 200, body: { companySubject: 'twin' } });
    expect((await browser.get('/api/me')).status).toBe(401);
    const again = desk.browser();
    expect(await signInByCompany(again, company, 'twin')).toBe('/');
    expect((await again.get<Me>('/api/me')).body.id).toBe(browser.id);
    const [{ username }] = (await desk.sql<{ username: string }>('select username from agent where id = $1', [
      browser.id,
    ])) as [{ username: string }];
    const byPassword = () => desk.browser().post('/api/sign-in', { username, password: PASSWORD });
    expect((await byPassword()).status).toBe(401);
    const other = await desk.hire('agent');
    expect(await link(other.id, 'twin')).toMatchObject({
      status: 422,
      body: { errors: { companySubject: expect.any(String) as unknown } },
    });
    expect((await link(browser.id, null)).status).toBe(200);
    expect((await again.get('/api/me')).status).toBe(401);
    expect((await byPassword()).status).toBe(200);
    // That it was, and not to whom: the log has readers who are not told.
    const told = (await events('agent.updated')).filter(({ agentId }) => agentId === browser.id);
    expect(told.map(({ companyLink }) => companyLink)).toEqual(
      expect.arrayContaining(['set', 'removed']) as unknown,
    );
    expect(JSON.stringify(told)).not.toContain('twin');
  });

  it('keeps somebody out whom an admin of the desk has disabled', async () => {
    const browser = desk.browser();
    await signInByCompany(browser, company, 'ann');
    const { id } = (await browser.get<Me>('/api/me')).body;
    await desk.sql('update agent set disabled_at = now() where id = $1', [id]);
    expect((await browser.get('/api/me')).status).toBe(401);
    expect(await signInByCompany(desk.browser(), company, 'ann')).toBe('/#/login?problem=wrong-credentials');
    await desk.sql('update agent set disabled_at = null where id = $1', [id]);
  });

  it('takes the role from somebody whom the company gave another one, and ends what they still had open', async () => {
    const before = desk.browser();
    await signInByCompany(before, company, 'ann');
    const { id } = (await before.get<Me>('/api/me')).body;
    await desk.sql(`update agent set role = 'admin' where id = $1`, [id]);
    const after = desk.browser();
    expect(await signInByCompany(after, company, 'ann')).toBe('/');
    expect((await after.get<Me>('/api/me')).body).toMatchObject({ id, role: 'agent' });
    expect((await before.get('/api/me')).status).toBe(401);
  });

  it('ends every session of somebody to whom the company gives no role any more', async () => {
    const browser = desk.browser();
    await signInByCompany(browser, company, 'ann');
    const { id } = (await browser.get<Me>('/api/me')).body;
    await desk.sql(`update agent set subject = case subject when 'ann' then 'sales' end where id = $1`, [id]);
    expect(await signInByCompany(desk.browser(), company, 'sales')).toBe('/#/login?problem=sign-in-no-role');
    expect((await browser.get('/api/me')).status).toBe(401);
    await desk.sql(`update agent set subject = 'ann' where id = $1`, [id]);
  });

  it('has no password to guess for who comes in by the company alone', async () => {
    await signInByCompany(desk.browser(), company, 'ann');
    for (const password of ['', 'null', PASSWORD]) {
      const tried = await desk.browser().post('/api/sign-in', { username: 'ann.lee', password });
      expect([401, 422]).toContain(tried.status);
    }
  });

  describe('refuses', () => {
    const answerFor = async (login: string) => {
      const browser = desk.browser();
      const begun = await browser.fetch('/api/sign-in/company');
      return { browser, back: await company.pass(begun.headers.get('location') ?? '', login) };
    };
    const BROKEN = '/#/login?problem=sign-in-broken';

    it('an answer that a thief brings from another browser', async () => {
      const { back } = await answerFor('ann');
      const thief = desk.browser();
      expect((await thief.fetch(back)).headers.get('location')).toBe(BROKEN);
      await thief.fetch('/api/sign-in/company');
      expect((await thief.fetch(back)).headers.get('location')).toBe(BROKEN);
      expect((await thief.get('/api/me')).status).toBe(401);
    });

    it('the same answer a second time', async () => {
      const { browser, back } = await answerFor('ann');
      const [cookie] = [await browser.fetch('/api/sign-in/ways')];
      expect(cookie.status).toBe(200);
      expect((await browser.fetch(back)).headers.get('location')).toBe('/');
      expect((await browser.fetch(back)).headers.get('location')).toBe(BROKEN);
    });

    it('an answer that comes after ten minutes', async () => {
      const { browser, back } = await answerFor('ann');
      desk.pass({ minutes: 11 });
      expect((await browser.fetch(back)).headers.get('location')).toBe(BROKEN);
    });

    it.each(['?code=made-up', '?error=access_denied', '?code=', '', '?code=x&iss=http://evil.example'])(
      'an answer that says %s',
      async (query) => {
        const browser = desk.browser();
        await browser.fetch('/api/sign-in/company');
        const back = await browser.fetch(`/api/sign-in/company/callback${query}`);
        expect(back.headers.get('location')).toBe(BROKEN);
        expect((await browser.get('/api/me')).status).toBe(401);
      },
    );

    it('to go there again and again from one address', async () => {
      const where: (string | null)[] = [];
      for (let turn = 0; turn < 60; turn++)
        where.push((await desk.browser().fetch('/api/sign-in/company')).headers.get('location'));
      expect(where.at(-1)).toBe('/#/login?problem=too-many-tries');
      await desk.sql('delete from rate_limit');
    });

    it('to send anybody anywhere but to the provider and back to its own pages', async () => {
      const begun = await desk
        .browser()
        .fetch('/api/sign-in/company?redirect_uri=http://evil.example&to=http://evil.example');
      const where = new URL(begun.headers.get('location') ?? '');
      expect([where.origin, where.searchParams.get('redirect_uri')]).toEqual([
        company.issuer,
        `${DESK_ADDRESS}/api/sign-in/company/callback`,
      ]);
      expect(where.searchParams.get('code_challenge_method')).toBe('S256');
    });
  });
});

describe('a desk without passwords', () => {
  let company: Company;
  let desk: TestDesk;
  beforeAll(async () => {
    company = await Company.open(PEOPLE);
    desk = await TestDesk.open({ ...company.settings, OIDC_ROLES: ROLES, RELINK_LOCAL_SIGN_IN: 'off' });
  });
  afterAll(async () => {
    await desk.close();
    await company.close();
  });

  it('takes no right password, and offers the company alone', async () => {
    const { username } = await desk.hire('agent');
    const tried = await desk.browser().post('/api/sign-in', { username, password: PASSWORD });
    expect(tried).toMatchObject({ status: 403, body: { code: 'passwords-off' } });
    expect((await desk.browser().get('/api/sign-in/ways')).body).toEqual({ passwords: false, company: true });
    expect(await signInByCompany(desk.browser(), company, 'ann')).toBe('/');
  });

  it('asks nobody for a password to prove it again: who has one and no factor has to sign in again', async () => {
    const browser = desk.browser();
    await signInByCompany(browser, company, 'ann');
    const { body } = await browser.get<Me>('/api/me');
    await desk.sql(
      `update agent set password_hash = (select password_hash from agent where password_hash is not null limit 1) where id = $1`,
      [body.id],
    );
    expect((await browser.get<Me>('/api/me')).body.stepUpBy).toBeNull();
  });
});

describe('a desk whose company cannot be reached', () => {
  it('says so on the sign-in page, and lets in by the password', async () => {
    const desk = await TestDesk.open({ OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'relink' });
    const begun = await desk.browser().fetch('/api/sign-in/company');
    expect(begun.headers.get('location')).toBe('/#/login?problem=sign-in-broken');
    await expect(desk.signedIn('agent')).resolves.toBeDefined();
    await desk.close();
  });
});
