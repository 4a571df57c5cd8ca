import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const RAISE = {
  name: 'account_raise_security_version',
  text: 'update account set security_version = security_version + 1, updated_at = $2 where id = $1',
};

/** Voids what was planned or approved for an account as it was. The caller holds the account's lock. */
export async function raiseSecurityVersion(executor: Executor, now: Date, accountId: string): Promise<void> {
  await runNamed(executor, RAISE, [accountId, now]);
}
