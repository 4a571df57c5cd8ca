import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

/** From so many notes of changes on, all accounts are read anew, which takes less time. */
export const NOTES_FOR_A_PASS = 50_000;

// A pass that began did away with what was kept, and what it reads counts for nothing until it has finished; one that was
// never begun (queued, or failed before its first step) left all as it was. More notes than a pass waits for are not read
// through: then everything is to be looked at anew.
const SEARCHED = {
  name: 'duplicates_searched',
  text: `with noted as materialized (select account_id from match_stale limit $2)
    select r.account_id as id from match_record r where r.account_id = any($1::uuid[])
       and coalesce((select state from duplicate_pass where tries > 0 order by created_at desc, id desc limit 1), 'finished')
         = 'finished'
       and (select count(*) from noted) < $2
       and not exists (select from noted n where n.account_id = r.account_id)`,
};

/**
 * Which of these accounts the search for duplicates has looked at as they are now: of two of them what it has not found, it
 * did not find alike. Reads the notes of changes, at most {@link NOTES_FOR_A_PASS}: of many accounts, ask once.
 */
export async function readSearched(
  executor: Executor,
  accountIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set();
  const rows = await runNamed<{ id: string }>(executor, SEARCHED, [accountIds, NOTES_FOR_A_PASS]);
  return new Set(rows.map(({ id }) => id));
}
