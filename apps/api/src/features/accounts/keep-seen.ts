import type { SearchKind } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

// In one order, so that two who look at once do not wait for each other in a ring.
const KEEP = {
  name: 'account_keep_seen',
  text: `insert into search_hit (agent_id, account_id, kind, at)
         select who.id, $2::uuid, seen.kind, $5::timestamptz from
           (select $1::uuid as id
             union select agent_id from recovery_case where id = $3 and agent_id is not null
             union select c.agent_id from case_account k join recovery_case c on c.id = k.case_id
                    where k.account_id = $2 and c.state <> 'closed' and c.agent_id is not null) who,
           unnest($4::text[]) as seen (kind)
          order by 1, 3
             on conflict (agent_id, account_id, kind) do update set at = greatest(search_hit.at, excluded.at)`,
};

/** Who saw something of an account in clear; `caseId` is the case that they saw it from, or null. */
export type SeenBy = { readonly agentId: string; readonly accountId: string; readonly caseId: string | null };

/**
 * Keeps what somebody saw of an account as what it would have been found by: it proves nothing any more, neither to who
 * saw it, nor in the case that they saw it from, nor to whoever has the account in an open case and could be told.
 */
export async function keepSeen(
  executor: Executor,
  { agentId, accountId, caseId }: SeenBy,
  kinds: readonly SearchKind[],
  now: Date,
): Promise<void> {
  await runNamed(executor, KEEP, [agentId, accountId, caseId, kinds, now]);
}
