import type { AccountStatus } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';

const LOCK = 'select id from account where id = $1 for no key update';
const READ = `select a.status, a.erased_at is not null as erased, h.id as "holdId"
  from account a left join legal_hold h on h.account_id = a.id and h.lifted_at is null where a.id = $1`;

/** How an account stands to a legal hold of the desk's own. */
export type HoldStanding = {
  readonly status: AccountStatus;
  readonly erased: boolean;
  readonly held: boolean;
  readonly holdId: string | null;
};

/** Reads it with the account locked: who erases it meanwhile is waited for. Undefined where there is no account. */
export async function readHoldStanding(
  em: EntityManager,
  accountId: string,
): Promise<HoldStanding | undefined> {
  await runSql(em, LOCK, [accountId]);
  const [row] = await runSql<Omit<HoldStanding, 'held'>>(em, READ, [accountId]);
  return row && { ...row, held: row.holdId !== null };
}
