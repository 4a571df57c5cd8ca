import { Injectable } from '@nestjs/common';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { ACCOUNT_COLUMNS, type AccountRecord, accountRecord, type AccountRow } from './account-record.ts';

export const READ_ACCOUNTS = {
  name: 'account_read',
  text: `select ${ACCOUNT_COLUMNS} from account a where a.id = any($1::uuid[]) order by a.id`,
};
export const LOCK_ACCOUNTS = {
  name: 'account_lock',
  text: 'select id from account where id = any($1::uuid[]) order by id for no key update',
};

/** Reads what the rules need to know of accounts, with all their identifiers. */
@Injectable()
export class AccountReader {
  /** The facts of the accounts that exist, in the order of their ids. */
  async facts(executor: Executor, ids: readonly string[], now: Date): Promise<AccountRecord[]> {
    if (ids.length === 0) return [];
    const rows = await runNamed<AccountRow>(executor, READ_ACCOUNTS, [ids]);
    return rows.map((row) => accountRecord(row, now));
  }

  /** One account; in place of a tombstone the survivor that it leads to. Undefined where there is none. */
  async living(executor: Executor, id: string, now: Date): Promise<AccountRecord | undefined> {
    const [account] = await this.facts(executor, [id], now);
    if (account === undefined || account.mergedInto === null) return account;
    const [survivor] = await this.facts(executor, [account.mergedInto], now);
    return survivor;
  }

  /**
   * Locks the accounts in the order of their ids, whatever order they are named in, and then reads them: what is
   * read is what stands until the transaction ends. New orders are not held up.
   */
  async lock(executor: Executor, ids: readonly string[], now: Date): Promise<AccountRecord[]> {
    if (ids.length === 0) return [];
    await runNamed(executor, LOCK_ACCOUNTS, [ids]);
    return this.facts(executor, ids, now);
  }
}
