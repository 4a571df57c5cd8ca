import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { Strategy } from 'openid-client/passport';
import passport from 'passport';
import type { CompanyProvider } from '../../platform/config/company-provider.ts';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { Log } from '../../platform/observability/log.ts';
import { problem } from '../../platform/problems/problem.ts';
import { PublicAddress } from '../messages/index.ts';

/** What the way to the provider leaves behind until the answer: the secret half of PKCE (RFC 7636), state, nonce. */
export type Underway = Record<string, unknown>;
/** The claims of an ID token that was verified. */
export type Claims = Readonly<Record<string, unknown>>;

type Answer = { readonly redirectTo: string } | { readonly claims: Claims } | { readonly failed: string };

const NAME = 'company';
/** Where the provider sends people back to. */
export const CALLBACK = '/api/sign-in/company/callback';

/**
 * Asks the company's identity provider who somebody is: OpenID Connect, authorization code with PKCE, by openid-client's
 * strategy under a Passport of its own. What the strategy would keep in a session is handed out and in.
 */
@Injectable()
export class AskCompany {
  private ready: Promise<passport.Authenticator> | undefined;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly address: PublicAddress,
    private readonly log: Log,
  ) {}

  /** The issuer; throws `not-found` at a desk without a provider. */
  get provider(): CompanyProvider {
    if (this.settings.company === undefined) throw problem('not-found');
    return this.settings.company;
  }

  /**
   * Where to send the browser, and what its answer will be judged by. Who signed in at the provider longer ago than these
   * minutes is to do it again there; whether they did is judged by who reads the answer, since not every provider tells.
   */
  async begin(mostMinutes: number): Promise<{ redirectTo: string; underway: Underway }> {
    const underway: Underway = {};
    const answer = await this.ask(CALLBACK, underway);
    if (!('redirectTo' in answer)) throw problem('sign-in-broken');
    const redirectTo = new URL(answer.redirectTo);
    redirectTo.searchParams.set('max_age', String(mostMinutes * 60));
    return { redirectTo: redirectTo.href, underway };
  }

  /** Who it is, by the provider's answer: the path and query that the browser came back with. */
  async finish(pathAndQuery: string, underway: Underway): Promise<Claims> {
    const answer = await this.ask(pathAndQuery, underway);
    if ('claims' in answer) return answer.claims;
    throw problem('sign-in-broken');
  }

  private async ask(url: string, underway: Underway): Promise<Answer> {
    try {
      const answer = await this.authenticate(url, underway);
      if ('failed' in answer) this.log.write('warn', 'the identity provider refused a sign-in');
      return answer;
    } catch (error) {
      // The provider's words may name a person: its error code alone is kept.
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      this.log.write('warn', 'the identity provider could not be asked, or its answer does not hold', {
        code,
      });
      throw problem('sign-in-broken');
    }
  }

  private async authenticate(url: string, underway: Underway): Promise<Answer> {
    const by = await this.strategy();
    const { host, protocol } = new URL(this.address.get());
    const request = {
      method: 'GET',
      url,
      originalUrl: url,
      protocol: protocol.slice(0, -1),
      host,
      headers: {},
      session: underway,
    } as unknown as IncomingMessage;
    return new Promise((resolve, reject) => {
      const response = {
        setHeader(name: string, value: string) {
          if (name.toLowerCase() === 'location') resolve({ redirectTo: value });
        },
        end: () => undefined,
      };
      const answer = (error: unknown, claims: Claims | false | undefined) => {
        if (error instanceof Error) reject(error);
        else resolve(claims ? { claims } : { failed: 'refused' });
      };
      const authenticate = by.authenticate(NAME, { session: false }, answer) as (
        request: IncomingMessage,
        response: object,
        next: (error: unknown) => void,
      ) => void;
      authenticate(request, response, reject);
    });
  }

  /** Found out once; a provider that was away is asked again by the next who signs in. */
  private async strategy(): Promise<passport.Authenticator> {
    this.ready ??= this.discover();
    try {
      return await this.ready;
    } catch (error) {
      this.ready = undefined;
      throw error;
    }
  }

  private async discover(): Promise<passport.Authenticator> {
    const { issuer, clientId, clientSecret, scope } = this.provider;
    const config = await oidc.discovery(
      issuer,
      clientId,
      undefined,
      clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret),
      {
        timeout: this.settings.sendTimeoutMs / 1000,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- Marked so to stand out: only a provider on this machine is reached without TLS, the settings refuse any other.
        execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
      },
    );
    const by = new passport.Passport();
    by.use(
      NAME,
      new Strategy(
        { config, name: NAME, sessionKey: NAME, scope, callbackURL: this.address.get() + CALLBACK },
        (tokens, done) => {
          done(null, tokens.claims());
        },
      ),
    );
    return by;
  }
}
