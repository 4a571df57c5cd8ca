import { type AuditAction, isRefusal, type Policy, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CustomerContext } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes, type Done } from '../../platform/idempotency/changes.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AccountReader, type AccountRecord } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { otherAccountsOfChange } from '../identifiers/index.ts';
import { isRecoveryLocked } from '../verification/index.ts';
import { CurrentPassword } from './current-password.ts';

/** The customer's account, locked, and the policy in force. */
export type OwnAccount = { readonly account: AccountRecord; readonly policy: Policy };

/** What a customer changes of their own account. `password`: what was typed, and the field it was typed in. */
export type CustomerChange = {
  /** What it is called in the audit log when it is refused. */
  readonly action: AuditAction;
  readonly password?: { readonly typed: string; readonly field: 'password' | 'current' };
  /** The waiting e-mail or phone that it is about: another account that has the value is locked with the customer's own, in their order. */
  readonly changeId?: string;
};

/** Where every change begins that a signed-in customer makes of their own account. */
@Injectable()
export class CustomerChanges {
  constructor(
    private readonly changes: Changes,
    private readonly accounts: AccountReader,
    private readonly policy: PolicyInForce,
    private readonly current: CurrentPassword,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Refusals, each recorded: not-changeable-now while somebody may be stealing the account, account-not-active,
   * wrong-password, and those of the work.
   */
  async run<R>(
    change: ChangeRequest,
    context: CustomerContext,
    { action, password, changeId }: CustomerChange,
    work: (em: EntityManager, now: Date, own: OwnAccount) => Promise<Done<R> | Refusal>,
  ): Promise<Done<R>> {
    const { accountId } = context.principal;
    const typed = password && {
      ...(await this.current.compare(context, action, password.typed)),
      field: password.field,
    };
    return this.changes.run(change, async (em, now) => {
      const others = changeId === undefined ? [] : await otherAccountsOfChange(em, accountId, changeId);
      const locked = await this.accounts.lock(em, [accountId, ...others], now);
      const account = locked.find(({ id }) => id === accountId);
      if (!account) throw new Error('A session is always of an account.');
      const wrong = typed && (await this.current.refusal(em, accountId, typed, typed.field));
      const refusal = wrong ?? (await this.notNow(em, now, account));
      const done = refusal ?? (await work(em, now, { account, policy: await this.policy.read(em) }));
      if (isRefusal(done)) {
        const facts = { code: done.code };
        const event = { action, origin: 'portal', accountId, outcome: 'refused', facts } as const;
        await this.audit.record(em, { ...context, now }, event);
      }
      return done;
    });
  }

  private async notNow(em: EntityManager, now: Date, { id, status }: AccountRecord): Promise<Refusal | null> {
    if (status !== 'active') return { code: 'account-not-active' };
    return (await isRecoveryLocked(em, now, id)) ? { code: 'not-changeable-now' } : null;
  }
}
