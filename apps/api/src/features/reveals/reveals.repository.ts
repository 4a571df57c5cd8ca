import type { SearchKind } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const OWN_CASE = {
  name: 'reveal_own_case',
  text: `select c.id from recovery_case c join case_account k on k.case_id = c.id
          where c.agent_id = $1 and c.state <> 'closed' and k.account_id = $2
          order by c.updated_at desc, c.id desc limit 1`,
};
const HOLDS = {
  name: 'reveal_case_holds',
  text: 'select 1 from case_account where case_id = $1 and account_id = $2',
};
const TAINT = {
  name: 'reveal_taint',
  text: `insert into search_hit (agent_id, account_id, kind, at)
         select distinct who.id, $2::uuid, $4::text, $5::timestamptz from
           (select $1::uuid as id union select agent_id from recovery_case where id = $3 and agent_id is not null) who
          order by 1
             on conflict (agent_id, account_id, kind) do update set at = greatest(search_hit.at, excluded.at)`,
};
const REVEALED_AT = {
  name: 'reveal_at',
  text: `select at from agent_look where agent_id = $1 and kind = 'reveal' and subject = $2`,
};

/** The open case of an agent in which an account stands; undefined where there is none. */
export async function ownCaseOf(
  executor: Executor,
  agentId: string,
  accountId: string,
): Promise<string | undefined> {
  const [row] = await runNamed<{ id: string }>(executor, OWN_CASE, [agentId, accountId]);
  return row?.id;
}

/** Whether a case, whoever's it is, holds an account. */
export async function caseHolds(executor: Executor, caseId: string, accountId: string): Promise<boolean> {
  return (await runNamed(executor, HOLDS, [caseId, accountId])).length > 0;
}

/** What was revealed proves nothing any more: neither to who saw it, nor to whose case it was revealed in. */
export async function taint(
  executor: Executor,
  of: { readonly agentId: string; readonly accountId: string; readonly caseId: string | null },
  kind: SearchKind,
  now: Date,
): Promise<void> {
  await runNamed(executor, TAINT, [of.agentId, of.accountId, of.caseId, kind, now]);
}

/** When an agent revealed something, by the id of the reveal. */
export async function revealedAt(
  executor: Executor,
  agentId: string,
  revealId: string,
): Promise<Date | undefined> {
  const [row] = await runNamed<{ at: Date }>(executor, REVEALED_AT, [agentId, revealId]);
  return row?.at;
}
