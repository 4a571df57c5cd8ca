import { Log } from '../src/platform/observability/log.ts';
import { Company, type ProviderCookies, signInByCompany } from './harness/company.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

const PEOPLE = { ann: { name: 'Ann Lee', preferred_username: 'ann.lee', roles: ['relink-agent'] } };
const TOO_OLD = '/#/login?problem=sign-in-too-old';

describe('a thief who has the cookie of a session', () => {
  let company: Company;
  let desk: TestDesk;
  beforeAll(async () => {
    company = await Company.open(PEOPLE);
    desk = await TestDesk.open(company.settings);
  });
  afterAll(async () => {
    await desk.close();
    await company.close();
  });

  it('has nothing once its agent came in anew by the company, whose page does not send that cookie along', async () => {
    const browser = desk.browser();
    await signInByCompany(browser, company, 'ann');
    const begun = await browser.fetch('/api/sign-in/company');
    const back = await company.pass(begun.headers.get('location') ?? '', 'ann');
    // SameSite=Strict: coming from the provider, a browser sends only the cookie of the way there.
    const [cookie = ''] = begun.headers.getSetCookie().map((line) => line.split(';')[0]);
    const finished = await fetch(desk.url + back, { headers: { cookie }, redirect: 'manual' });
    expect(finished.headers.get('location')).toBe('/');
    expect((await browser.get('/api/me')).status).toBe(401);
    expect(await desk.sql('select from agent_session')).toHaveLength(1);
  });
});

describe('a thief at the open screen of who signed in by the company', () => {
  let company: Company;
  let desk: TestDesk;
  let left: { browser: Browser; cookies: ProviderCookies }[];
  const lines: string[] = [];
  beforeAll(async () => {
    company = await Company.open(PEOPLE);
    desk = await TestDesk.open(company.settings);
    desk.app.get(Log).write = (...line) => lines.push(JSON.stringify(line));
    left = [await signedIn(), await signedIn()];
    desk.pass({ minutes: 10 });
  });
  afterAll(async () => {
    await desk.close();
    await company.close();
  });

  const signedIn = async () => {
    const [browser, cookies] = [desk.browser(), new Map<string, string>()];
    expect(await signInByCompany(browser, company, 'ann', cookies)).toBe('/');
    return { browser, cookies };
  };

  const enrols = (browser: Browser) => browser.post<{ code?: string }>('/api/my-factors/totp-secret');

  it('has to prove it again, and cannot by coming in anew with the session that the browser has there', async () => {
    const { browser, cookies } = left[0]!;
    expect((await enrols(browser)).body.code).toBe('step-up-needed');
    // A provider that does not heed what it is asked for: the signed time is what counts.
    const asked = await askedOf(browser);
    asked.searchParams.set('max_age', '86400');
    const back = await company.pass(asked.href, 'nobody types a name', cookies);
    expect((await browser.fetch(back)).headers.get('location')).toBe(TOO_OLD);
    expect((await enrols(browser)).status).not.toBe(200);
    expect(lines.join()).toContain('it does not heed max_age');
    expect(lines.join()).not.toMatch(/ann/i);
  });

  it('cannot by asking the provider for less than the desk did: what it does not say then proves nothing', async () => {
    const { browser, cookies } = left[1]!;
    const asked = await askedOf(browser);
    expect(asked.searchParams.get('max_age')).toBe('300');
    for (const name of ['max_age', 'prompt']) asked.searchParams.delete(name);
    const back = await company.pass(asked.href, 'nobody types a name', cookies);
    expect((await browser.fetch(back)).headers.get('location')).toBe('/');
    expect((await browser.get('/api/me')).status).toBe(200);
    expect((await enrols(browser)).body.code).toBe('step-up-needed');
    expect(lines.join()).toContain('has no auth_time');
    // Whoever can sign in there does, by the clock that both have, and has proven it.
    desk.pass({ minutes: -10 });
    expect(await signInByCompany(browser, company, 'ann')).toBe('/');
    expect((await enrols(browser)).status).toBe(200);
  });

  const askedOf = async (browser: Browser) =>
    new URL((await browser.fetch('/api/sign-in/company')).headers.get('location') ?? '');
});
