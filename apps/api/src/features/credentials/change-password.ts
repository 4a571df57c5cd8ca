import type { ChangePasswordRequest } from '@relink/contract';
import type { Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CustomerContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import type { OwnAccount } from './customer-changes.ts';
import { emailsOf, PasswordJudge, personalWords } from './password-judge.ts';
import { SetPassword } from './set-password.ts';
import { weakPassword } from './weak-password.ts';

/** A signed-in customer changes the password. This browser stays signed in, every other one does not. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly judge: PasswordJudge,
    private readonly setPassword: SetPassword,
    private readonly audit: AuditLog,
  ) {}

  /** `passwordHash` is made before the transaction. Refusal: password-too-weak, as the error of `next`. */
  async run(
    em: EntityManager,
    now: Date,
    context: CustomerContext,
    { account, policy }: OwnAccount,
    {
      next,
      passwordHash,
      token,
    }: Pick<ChangePasswordRequest, 'next'> & { passwordHash: string; token: string },
  ): Promise<Done | Refusal> {
    const words = personalWords(account.firstName, account.lastName, emailsOf(account));
    const judgement = this.judge.judge(next, policy.numbers.password, words);
    if (!judgement.enough) return weakPassword(judgement, 'next');
    const sessionsEnded = await this.setPassword.run(em, now, {
      account,
      policy,
      passwordHash,
      caseId: null,
      keptToken: token,
    });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'credential.password-changed',
        origin: 'portal',
        accountId: account.id,
        facts: { sessionsEnded, policyVersion: policy.version },
      },
    );
    return { resourceId: account.id, result: undefined };
  }
}
