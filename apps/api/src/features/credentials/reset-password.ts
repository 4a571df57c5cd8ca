import type { ResetPasswordRequest } from '@relink/contract';
import { normaliseReference, notifiedContacts, type Policy, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AccountReader, type AccountRecord } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { TellContacts } from '../identifiers/index.ts';
import { type Challenge, ChallengeBook, ChallengeEvents } from '../verification/index.ts';
import { endCustomerSessionsOf } from './customer-sessions.ts';
import { PasswordJudge, personalWords } from './password-judge.ts';
import { weakPassword } from './weak-password.ts';

const SET_PASSWORD = {
  name: 'credential_set',
  text: `insert into credential (account_id, password_hash, updated_at) values ($1, $2, $3)
         on conflict (account_id) do update set password_hash = excluded.password_hash, updated_at = excluded.updated_at`,
};
const RAISE_SECURITY_VERSION = {
  name: 'credential_raise_security_version',
  text: 'update account set security_version = security_version + 1, updated_at = $2 where id = $1',
};

/** A customer sets a new password with a code or a link. It ends every session and signs nobody in. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly book: ChallengeBook,
    private readonly events: ChallengeEvents,
    private readonly accounts: AccountReader,
    private readonly policy: PolicyInForce,
    private readonly judge: PasswordJudge,
    private readonly tell: TellContacts,
    private readonly audit: AuditLog,
  ) {}

  /** `passwordHash` is made before the transaction: it takes tens of milliseconds. */
  async run(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    request: ResetPasswordRequest,
    passwordHash: string,
  ): Promise<Done | Refusal> {
    const by: { token: string } | { reference: string | null; code: string } =
      'token' in request
        ? { token: request.token }
        : { reference: normaliseReference(request.reference), code: request.code };
    const notAccepted = 'token' in by ? 'link-not-accepted' : 'code-not-accepted';
    // Accounts are locked before challenges everywhere, so that desk and portal never wait for each other.
    const accountId = await this.book.accountBehind(em, by);
    const [account] = accountId === null ? [] : await this.accounts.lock(em, [accountId], now);
    const { accepted, known } =
      'token' in by
        ? await this.byToken(em, now, by.token)
        : await this.book.tryCode(em, now, { ...by, purposes: ['password-reset'] });
    if (!accepted || !account || !opens(accepted, account))
      return this.events.refused(em, now, context, known, notAccepted);
    const policy = await this.policy.read(em);
    // Only who holds the code may learn that a password is weak because of the account's own names.
    const words = personalWords(account.firstName, account.lastName, emailsOf(account));
    const judgement = this.judge.judge(request.password, policy.numbers.password, words);
    if (!judgement.enough) {
      await this.book.giveBack(em, accepted);
      return weakPassword(judgement);
    }
    await this.events.answered(em, now, context, accepted);
    await this.setPassword(em, now, context, { account, accepted, policy, passwordHash });
    return { resourceId: accepted.id, result: undefined };
  }

  private async byToken(em: EntityManager, now: Date, token: string) {
    const accepted = await this.book.tryToken(em, now, token, 'password-reset');
    return { accepted, known: accepted };
  }

  private async setPassword(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    set: { account: AccountRecord; accepted: Challenge; policy: Policy; passwordHash: string },
  ): Promise<void> {
    const { account, accepted, policy, passwordHash } = set;
    await runNamed(em, SET_PASSWORD, [account.id, passwordHash, now]);
    await runNamed(em, RAISE_SECURITY_VERSION, [account.id, now]);
    const sessionsEnded = await endCustomerSessionsOf(em, now, account.id);
    await this.book.supersedeAll(em, now, account.id, 'password-reset');
    await this.tell.run(em, now, {
      template: 'password-changed',
      contacts: notifiedContacts(account.identifiers, now, policy, []),
      accounts: [account],
      caseId: accepted.case_id,
      params: {},
    });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'credential.password-set',
        origin: 'portal',
        accountId: account.id,
        ...(accepted.case_id !== null && { caseId: accepted.case_id }),
        facts: { sessionsEnded, identifierId: accepted.identifier_id, policyVersion: policy.version },
      },
    );
  }
}

/** A code sent to an e-mail that has left the account since opens nothing. */
function opens({ identifier_id }: Challenge, { status, identifiers }: AccountRecord): boolean {
  const email = identifiers.find(({ id }) => id === identifier_id);
  return status === 'active' && email?.state === 'verified' && email.use === 'login';
}

function emailsOf({ identifiers }: AccountRecord): string[] {
  return identifiers.filter(({ kind }) => kind === 'email').map(({ normalised }) => normalised);
}
