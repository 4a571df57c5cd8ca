import { Company, type ProviderCookies, signInByCompany } from './harness/company.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

const PEOPLE = { ann: { name: 'Ann Lee', preferred_username: 'ann.lee', roles: ['relink-agent'] } };
const BROKEN = '/#/login?problem=sign-in-broken';

describe('a thief who has the cookie of a session', () => {
  it('has nothing once its agent came in anew by the company, whose page does not send that cookie along', async () => {
    const company = await Company.open(PEOPLE);
    const desk = await TestDesk.open(company.settings);
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
    await desk.close();
    await company.close();
  });
});

describe('a thief at the open screen of who signed in by the company', () => {
  let company: Company;
  let desk: TestDesk;
  let left: { browser: Browser; cookies: ProviderCookies }[];
  beforeAll(async () => {
    company = await Company.open(PEOPLE);
    desk = await TestDesk.open(company.settings);
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

  it('has to prove it again, and cannot by coming in anew with the session that the browser has there', async () => {
    const { browser, cookies } = left[0]!;
    const enrols = () => browser.post<{ code?: string }>('/api/my-factors/totp-secret');
    expect((await enrols()).body.code).toBe('step-up-needed');
    expect(await signInByCompany(browser, company, 'nobody types a name', cookies)).toBe(BROKEN);
    expect((await enrols()).status).not.toBe(200);
  });

  it('cannot by asking the provider for less than the desk did', async () => {
    const { browser, cookies } = left[1]!;
    const begun = await browser.fetch('/api/sign-in/company');
    const asked = new URL(begun.headers.get('location') ?? '');
    expect(asked.searchParams.get('max_age')).toBe('300');
    for (const name of ['max_age', 'prompt']) asked.searchParams.delete(name);
    const back = await company.pass(asked.href, 'nobody types a name', cookies);
    expect((await browser.fetch(back)).headers.get('location')).toBe(BROKEN);
  });
});
