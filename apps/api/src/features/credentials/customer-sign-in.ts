import type { PortalSignInRequest } from '@relink/contract';
import { days, type LoginCandidate, loginCandidates } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { poolOf } from '../../platform/database/data-source.ts';
import { verifyPassword } from '../../platform/guard/passwords.ts';
import { newToken } from '../../platform/guard/sessions.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { endCustomerSession, startCustomerSession } from './customer-sessions.ts';
import { CustomerSignInThrottle } from './customer-throttles.ts';
import { findLogins, type FoundLogin } from './find-logins.repository.ts';

/** The browser that signs in. `previousToken`: the session it still had, which ends. */
export type CustomerClient = {
  readonly address: string;
  readonly userAgent: string;
  readonly previousToken: string | undefined;
};

/** Signs a customer in by an e-mail, a phone or a username: counted, checked, and given a session. */
@Injectable()
export class CustomerSignIn {
  constructor(
    private readonly throttle: CustomerSignInThrottle,
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly audit: AuditLog,
    private readonly policy: PolicyInForce,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The token of the session, since when, how long it lives in seconds, and whose it is. Throws `too-many-tries` and `wrong-credentials`. */
  async run(
    { login, password }: PortalSignInRequest,
    client: CustomerClient,
  ): Promise<{ token: string; now: Date; seconds: number; accountId: string }> {
    const candidates = loginCandidates(login, this.settings.shopCountries);
    const names = namesOf(login, candidates);
    const throttled = await this.throttle.count(names, client.address);
    if (throttled) {
      if (throttled.first) await this.recordRefusal(client, 'too-many-tries');
      throw problem('too-many-tries', { details: { retryAfterSeconds: throttled.retryAfterSeconds } });
    }
    const logins = await findLogins(poolOf(this.source), candidates);
    const found = await rightOne(logins, password);
    const session = found && (await this.startSession(found, client));
    if (!found || !session) {
      await this.recordRefusal(client, 'wrong-credentials', logins[0]?.accountId);
      throw problem('wrong-credentials');
    }
    await this.throttle.forgive(found.normalised, client.address, names);
    return { ...session, accountId: found.accountId };
  }

  private startSession(
    { accountId, passwordHash }: FoundLogin,
    { address, userAgent, previousToken }: CustomerClient,
  ): Promise<{ token: string; now: Date; seconds: number } | undefined> {
    return this.transaction.run(async (em, now) => {
      const { lifeDays } = (await this.policy.read(em)).numbers.customerSession;
      const token = newToken();
      const replaced =
        previousToken !== undefined && (await endCustomerSession(em, now, previousToken)) !== null;
      const started = await startCustomerSession(em, now, {
        token,
        accountId,
        passwordHash,
        userAgent,
        lifeDays,
      });
      if (!started) return undefined;
      await this.audit.record(
        em,
        { principal: { kind: 'customer', accountId }, address, now },
        { action: 'customer.signed-in', origin: 'portal', accountId, facts: { replaced } },
      );
      return { token, now, seconds: days(lifeDays) / 1000 };
    });
  }

  /** Listed under the account that was meant, where there is one. What was typed may be a password, and is not kept. */
  private async recordRefusal({ address }: CustomerClient, code: string, accountId?: string): Promise<void> {
    await this.transaction.run((em, now) =>
      this.audit.record(
        em,
        { principal: { kind: 'visitor' }, address, now },
        {
          action: 'sign-in.refused',
          outcome: 'refused',
          origin: 'portal',
          ...(accountId !== undefined && { accountId }),
          facts: { code },
        },
      ),
    );
  }
}

/**
 * What a try is counted for: one person's notations of one login are one name, and a phone without its country is every
 * number that it may be, or each country would give as many tries again.
 */
function namesOf(login: string, candidates: readonly LoginCandidate[]): string[] {
  const phones = candidates.filter(({ kind }) => kind === 'phone').map(({ normalised }) => normalised);
  return phones.length > 0 ? phones : [candidates[0]?.normalised ?? login];
}

/** Compares with somebody's hash in any case: an answer for nobody takes as long. */
async function rightOne(logins: readonly FoundLogin[], password: string): Promise<FoundLogin | undefined> {
  if (logins.length === 0) await verifyPassword(undefined, password);
  for (const login of logins) if (await verifyPassword(login.passwordHash, password)) return login;
  return undefined;
}
