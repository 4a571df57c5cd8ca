import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import { ACCOUNT_COLUMNS, accountRecord, type AccountRow } from '../accounts/index.ts';
import { IMAGE_PARTS } from './merge-image.ts';
import { factsIn, type MergeAccount, type MergeFactsRow, READ_MERGE_FACTS } from './read-merge-account.ts';

/**
 * The rows of an image in the place of the tables that they are of, so that an image is read by the very statements that
 * read an account. What an image does not hold, such as holds and locks, is as it is now.
 */
const inPlaceOfTables = (image: string): string =>
  `with account as (
     select x.* from jsonb_populate_record(null::account, ${image}::jsonb -> 'account') x),
   ${Object.entries(IMAGE_PARTS)
     .map(
       ([part, table]) =>
         `${table} as (select x.* from jsonb_populate_recordset(null::${table}, ${image}::jsonb -> '${part}') x)`,
     )
     .join(', ')}`;

const READ_ACCOUNT = {
  name: 'undo_image_account',
  text: `${inPlaceOfTables('$1')} select ${ACCOUNT_COLUMNS} from account a`,
};
const READ_FACTS = {
  name: 'undo_image_facts',
  text: `${inPlaceOfTables('$5')} ${READ_MERGE_FACTS.text}`,
};

/** An account as an image of it says. Sums come from PostgreSQL: none passes through a floating number. */
export async function accountInImage(em: EntityManager, image: string, now: Date): Promise<MergeAccount> {
  const [account] = await runNamed<AccountRow>(em, READ_ACCOUNT, [image]);
  if (!account) throw new Error('An image holds the account that it is of.');
  const [facts] = await runNamed<MergeFactsRow>(em, READ_FACTS, [[account.id], now, null, null, image]);
  if (!facts) throw new Error('An image holds the account that it is of.');
  return { ...accountRecord(account, now), ...factsIn(facts) };
}
