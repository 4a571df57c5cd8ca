import {
  type AgentDay,
  type AgentHours,
  type Approvals,
  type Acquaintance,
  type Gathered,
  gatherSigns,
  judgeAcquaintances,
  judgeApprovers,
  judgeCounts,
  judgeHours,
  judgeShares,
  type PolicyNumbers,
  type SignKind,
  type Suspicion,
} from '@relink/domain';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';

/** Looks and changes that say of an agent that they had to do with an account. */
export const ACQUAINTED = `'account.viewed', 'account.revealed', 'case.account-added'`;

type Stretch = {
  /** The first of the days that signs look back over, and its first instant; and where the last days begin. */
  readonly day: string;
  readonly from: Date;
  readonly lately: Date;
  readonly timeZone: string;
};

const WORK = `select day::text, agent_id as "agentId", measure, detail, sum(count)::int as count
  from insight_day where day >= $1::date and agent_id is not null group by 1, 2, 3, 4`;
const SETTLED = `select kind, agent_id as "agentId", max(to_day)::text as until from sign
  where state in ('explained', 'incident') and to_day >= $1::date group by 1, 2`;
const ACQUAINTANCES = `
  with lately as (select distinct actor_id, account_id from audit_event
    where action in (${ACQUAINTED}) and outcome = 'done' and actor_kind = 'agent' and account_id is not null and at >= $3)
  select l.actor_id as "agentId", l.account_id as "accountId", t.times, t."from", t."to"
    from lately l
    left join lateral (select max(to_day) as day from sign s where s.kind = 'same-customer' and s.agent_id = l.actor_id
                          and s.account_id = l.account_id and s.state in ('explained', 'incident')) settled on true
    cross join lateral (
      select count(distinct coalesce(e.case_id::text, (e.at at time zone $1)::date::text))::int as times,
             min((e.at at time zone $1)::date)::text as "from", max((e.at at time zone $1)::date)::text as "to"
        from audit_event e where e.account_id = l.account_id and e.actor_id = l.actor_id and e.at >= $2
         and e.action in (${ACQUAINTED}) and e.outcome = 'done'
         and (settled.day is null or (e.at at time zone $1)::date > settled.day)) t
   where t.times >= $4`;
const APPROVERS = `
  select a.requested_by as "agentId", a.decided_by as "approverId", count(*)::int as count,
         min((a.decided_at at time zone $1)::date)::text as "from", max((a.decided_at at time zone $1)::date)::text as "to"
    from approval a
    left join (select agent_id, max(to_day) as day from sign where kind = 'one-approver' and state in ('explained', 'incident')
                group by 1) settled on settled.agent_id = a.requested_by
   where a.decided_at >= $2 and a.state = 'approved' and a.requested_by is not null
     and (settled.day is null or (a.decided_at at time zone $1)::date > settled.day) group by 1, 2`;
const WORKED = `select e.at, (e.at at time zone $1)::date::text as day from audit_event e
  where e.actor_id = $2 and e.actor_kind = 'agent' and e.at >= $3 and e.action <> 'agent.signed-out'`;

/** What looks like abuse now. Reads what was counted of the days, and of the log only what happened lately. */
export async function findSigns(
  executor: Executor,
  stretch: Stretch,
  numbers: PolicyNumbers,
): Promise<Gathered[]> {
  const { day, from, lately, timeZone } = stretch;
  const rows = await runSql<AgentDay>(executor, WORK, [day]);
  const ended = await runSql<{ kind: SignKind; agentId: string; until: string }>(executor, SETTLED, [day]);
  const settled = (kind: SignKind, agentId: string) =>
    ended.find((each) => each.kind === kind && each.agentId === agentId)?.until ?? null;
  const known = await runSql<Acquaintance>(executor, ACQUAINTANCES, [
    timeZone,
    from,
    lately,
    numbers.signs.sameCustomerTimes,
  ]);
  const approvals = await runSql<Approvals>(executor, APPROVERS, [timeZone, from]);
  const outside = await outsideHours(executor, stretch, numbers);
  return gatherSigns([
    ...judgeCounts(rows, settled, numbers),
    ...judgeShares(rows, settled, numbers),
    ...judgeAcquaintances(known, numbers),
    ...judgeApprovers(approvals, numbers),
    ...outside.filter(({ agentId, from: on }) => on > (settled('outside-hours', agentId) ?? '')),
  ]);
}

async function outsideHours(
  executor: Executor,
  { lately, timeZone }: Stretch,
  numbers: PolicyNumbers,
): Promise<Suspicion[]> {
  const agents = await runSql<{ id: string; hours: AgentHours }>(
    executor,
    'select id, hours from agent where hours is not null',
  );
  const found: Suspicion[] = [];
  for (const { id, hours } of agents) {
    const worked = await runSql<{ at: Date; day: string }>(executor, WORKED, [timeZone, id, lately]);
    found.push(...judgeHours(id, hours, worked, numbers));
  }
  return found;
}
