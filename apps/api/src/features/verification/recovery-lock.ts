import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const FIND = {
  name: 'verification_recovery_lock',
  text: `select 1 from verification_lock
          where account_id = $1 and until > $2 and lifted_at is null and kind <> 'failed-rounds' limit 1`,
};

/**
 * Whether every way back into an account is shut, the public ones too: somebody suspects fraud, or a contact opposed a
 * change. Rounds that failed shut only the desk's.
 */
export async function isRecoveryLocked(executor: Executor, now: Date, accountId: string): Promise<boolean> {
  return (await runNamed(executor, FIND, [accountId, now])).length > 0;
}
