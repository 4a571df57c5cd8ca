import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

/** From so many notes of changes on, all accounts are read anew, which takes less time. */
export const NOTES_FOR_A_PASS = 50_000;

// A pass that began did away with what was kept, and what it reads counts for nothing until it has finished; one that was
// never begun (queued, or failed before its first step) left all as it was. More notes than a pass waits for are not read
// through: then everything is to be looked at anew.
const SEARCHED = {
  name: 'duplicates_searched',
  text: `select case
      when (select count(*) from match_record where account_id = any($1::uuid[])) < cardinality($1::uuid[]) then false
      when coalesce((select state from duplicate_pass where tries > 0 order by created_at desc, id desc limit 1), 'finished')
        <> 'finished' then false
      else (select count(*) < $2 and count(*) filter (where account_id = any($1::uuid[])) = 0
              from (select account_id from match_stale limit $2) noted)
    end as searched`,
};

/** Whether the search for duplicates has looked at these accounts as they are now: what it has not found, it did not find alike. */
export async function wasSearched(executor: Executor, accountIds: readonly string[]): Promise<boolean> {
  const [row] = await runNamed<{ searched: boolean }>(executor, SEARCHED, [accountIds, NOTES_FOR_A_PASS]);
  return row?.searched ?? false;
}
