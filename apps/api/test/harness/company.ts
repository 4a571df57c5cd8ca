import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Browser } from './test-desk.ts';

const PROVIDER = 'apps/api/test/harness/company-provider.mjs';
/** The address that the provider sends people back to; nobody listens there: a test goes the last step itself. */
export const DESK_ADDRESS = 'http://desk.example';

/** What a browser has of the provider: with it, whoever sits there is known without a word. */
export type ProviderCookies = Map<string, string>;

/** A company's identity provider in a process of its own, and how somebody goes through its pages. */
export class Company {
  private constructor(
    readonly issuer: string,
    private readonly process: ChildProcess,
  ) {}

  static async open(people: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Promise<Company> {
    const child = spawn(process.execPath, [PROVIDER], {
      env: {
        ...process.env,
        PEOPLE: JSON.stringify(people),
        REDIRECT_URI: `${DESK_ADDRESS}/api/sign-in/company/callback`,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return new Company(line.toString().trim(), child);
  }

  async close(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill();
    await ended;
  }

  /** What a desk is told of it. */
  get settings(): NodeJS.ProcessEnv {
    return {
      RELINK_PUBLIC_URL: DESK_ADDRESS,
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: 'relink',
      OIDC_CLIENT_SECRET: 'the desk and the company know',
    };
  }

  /**
   * Goes where the desk sends the browser, signs in there as somebody where the provider does not know the browser by its
   * cookies, and says where that leads back to.
   */
  async pass(where: string, login: string, cookies: ProviderCookies = new Map()): Promise<string> {
    let at = where;
    for (let step = 0; step < 12; step++) {
      if (at.startsWith(DESK_ADDRESS)) return at.slice(DESK_ADDRESS.length);
      const atForm = at.includes('/interaction/');
      const prompt =
        atForm && (await this.send(cookies, at)).text.includes('name="login"') ? 'login' : 'consent';
      const answer = atForm
        ? await this.send(cookies, at, { prompt, login, password: 'anything' })
        : await this.send(cookies, at);
      if (answer.location === null)
        throw new Error(`The provider stopped at ${at}: ${answer.text.slice(0, 200)}`);
      at = new URL(answer.location, this.issuer).href;
    }
    throw new Error('The provider led in circles.');
  }

  private async send(
    cookies: ProviderCookies,
    url: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<{ location: string | null; text: string }> {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { body: new URLSearchParams(form) }),
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return { location: response.headers.get('location'), text: await response.text() };
  }
}

/** Somebody signs in at the desk by their company. Returns where the desk sends the browser at the end. */
export async function signInByCompany(
  browser: Browser,
  company: Company,
  login: string,
  cookies?: ProviderCookies,
): Promise<string | null> {
  const begun = await browser.fetch('/api/sign-in/company');
  const back = await company.pass(begun.headers.get('location') ?? '', login, cookies);
  return (await browser.fetch(back)).headers.get('location');
}
