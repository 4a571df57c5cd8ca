import { companySignInAge, isRefusal, readCompanyClaims, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { hashToken, newToken } from '../../platform/guard/sessions.ts';
import { Log } from '../../platform/observability/log.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem, ProblemException } from '../../platform/problems/problem.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { CompanyAgent } from '../agents/index.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';
import { AskCompany, type Claims, type Underway } from './ask-company.ts';
import { BeginSession, type Client, type StartedSession } from './begin-session.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

/** How long somebody may take at the company's page, in milliseconds. */
export const UNDERWAY_MS = 10 * 60_000;

const KEEP = 'insert into company_sign_in (token_hash, state_sealed, expires_at) values ($1, $2, $3)';
const SWEEP = 'delete from company_sign_in where expires_at <= $1';
// Used once: whoever deletes it has it.
const TAKE = `delete from company_sign_in where token_hash = $1 and expires_at > $2 returning state_sealed as "sealed"`;

// Nobody is named: whoever runs the desk sets the provider up by it.
const WARNINGS = {
  old: 'the identity provider let somebody in who signed in there too long ago: it does not heed max_age',
  untold: 'the identity provider does not say when somebody signed in: its ID token has no auth_time',
} as const;

/** What waits for the browser: what its answer is judged by, and the session that it had when it left, by its hash. */
type Waiting = { readonly underway: Underway; readonly previous: string | null };

/**
 * Signs agents in whom the company's own identity provider vouches for. The browser that began holds a token; only it
 * can come back with the provider's answer, once.
 */
@Injectable()
export class CompanySignIn {
  constructor(
    private readonly company: AskCompany,
    private readonly agents: CompanyAgent,
    private readonly session: BeginSession,
    private readonly transaction: Transaction,
    private readonly sealing: Sealing,
    private readonly audit: AuditLog,
    private readonly throttle: SignInThrottle,
    private readonly policy: PolicyInForce,
    private readonly log: Log,
  ) {}

  /**
   * Where to send the browser, and the token that it must come back with. Throws `too-many-tries`: each leaves a row for
   * its minutes.
   */
  async begin({ address, previousToken }: Pick<Client, 'address' | 'previousToken'>): Promise<{
    readonly redirectTo: string;
    readonly token: string;
  }> {
    const throttled = await this.throttle.count([], address);
    if (throttled)
      throw problem('too-many-tries', { details: { retryAfterSeconds: throttled.retryAfterSeconds } });
    const { numbers } = await this.transaction.run((em) => this.policy.read(em));
    const { redirectTo, underway } = await this.company.begin(numbers.stepUp.minutes);
    const token = newToken();
    await this.transaction.run(async (em, now) => {
      await runSql(em, SWEEP, [now]);
      const previous = previousToken === undefined ? null : hashToken(previousToken).toString('base64url');
      const waiting: Waiting = { underway, previous };
      const sealed = this.sealing.sealCompanySignIn(nameOf(token), waiting);
      await runSql(em, KEEP, [hashToken(token), sealed, new Date(now.getTime() + UNDERWAY_MS)]);
    });
    return { redirectTo, token };
  }

  /** Throws `sign-in-broken`, `sign-in-too-old`, and the refusals of who may come in; each is an event. */
  async finish(token: string | undefined, pathAndQuery: string, client: Client): Promise<StartedSession> {
    const waiting = token === undefined ? undefined : await this.takeWaiting(token);
    if (!waiting) return this.refuse(client, { code: 'sign-in-broken' });
    const claims = await this.company.finish(pathAndQuery, waiting.underway).catch(() => undefined);
    if (!claims) return this.refuse(client, { code: 'sign-in-broken' });
    const { previous } = waiting;
    const from = previous === null ? client : { ...client, previousHash: Buffer.from(previous, 'base64url') };
    const entered = await this.transaction.runAgainIfOvertaken((em, now) =>
      this.enter(em, { principal: { kind: 'system' }, address: client.address, now }, claims, from),
    );
    if (isRefusal(entered)) return this.refuse(client, entered);
    await this.throttle.giveBack(client.address);
    return entered;
  }

  private takeWaiting(token: string): Promise<Waiting | undefined> {
    return this.transaction.run(async (em, now) => {
      const [kept] = await runSql<{ sealed: Buffer }>(em, TAKE, [hashToken(token), now]);
      return kept && (this.sealing.openCompanySignIn(nameOf(token), kept.sealed) as Waiting);
    });
  }

  private async enter(
    em: EntityManager,
    context: SystemContext,
    claims: Claims,
    client: Client,
  ): Promise<StartedSession | Refusal> {
    // It counts as having proven who they are: a session that the browser still has there is no proof of that.
    const { numbers } = await this.policy.read(em);
    const age = companySignInAge(claims, { now: context.now, mostMinutes: numbers.stepUp.minutes });
    if (age !== 'fresh') this.log.write('warn', WARNINGS[age]);
    if (age === 'old') return refuse('sign-in-too-old');
    const { provider } = this.company;
    const issuer = provider.issuer.href;
    const person = readCompanyClaims(claims, provider.claims);
    if (isRefusal(person)) {
      const subject = claims['sub'];
      if (person.code === 'sign-in-no-role' && typeof subject === 'string')
        await this.agents.shutOut(em, context, issuer, subject);
      return person;
    }
    const agent = await this.agents.enter(em, context, { ...person, issuer });
    if (isRefusal(agent)) return agent;
    const started = await this.session.run(
      em,
      context.now,
      agent,
      { by: 'provider', proven: age === 'fresh' },
      client,
    );
    return started ?? { code: 'sign-in-broken' };
  }

  private async refuse(client: Client, refusal: Refusal): Promise<never> {
    await this.transaction.run((em, now) =>
      this.audit.record(
        em,
        { principal: { kind: 'system' }, address: client.address, now },
        { action: 'sign-in.refused', outcome: 'refused', facts: { code: refusal.code, by: 'company' } },
      ),
    );
    throw refusal.code === 'sign-in-broken' ? problem('sign-in-broken') : new ProblemException(refusal);
  }
}

/** What the sealed way is bound to: another browser's cannot be put in its place. */
function nameOf(token: string): string {
  return `company sign-in ${hashToken(token).toString('base64url')}`;
}
