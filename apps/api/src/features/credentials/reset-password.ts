import type { ResetPasswordRequest } from '@relink/contract';
import { normaliseReference, type Policy, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AccountReader, type AccountRecord } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { type Challenge, ChallengeBook, ChallengeEvents, isRecoveryLocked } from '../verification/index.ts';
import { emailsOf, PasswordJudge, personalWords } from './password-judge.ts';
import { SetPassword } from './set-password.ts';
import { weakPassword } from './weak-password.ts';

/** A customer sets a new password with a code or a link. It ends every session and signs nobody in. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly book: ChallengeBook,
    private readonly events: ChallengeEvents,
    private readonly accounts: AccountReader,
    private readonly policy: PolicyInForce,
    private readonly judge: PasswordJudge,
    private readonly set: SetPassword,
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
    const shut = account !== undefined && (await isRecoveryLocked(em, now, account.id));
    if (!accepted || !account || shut || !opens(accepted, account))
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
    const caseId = accepted.case_id;
    const sessionsEnded = await this.set.run(em, now, { account, policy, passwordHash, caseId });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'credential.password-set',
        origin: 'portal',
        accountId: account.id,
        ...(caseId !== null && { caseId }),
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
