import { eventsOf } from './look-ups.ts';

/** What a recovery has an effect by: the first of these in a case ends the time that it took. */
export const EFFECTS = `'identifier.email-effective', 'identifier.phone-effective', 'credential.password-set', 'merge.done'`;

/** Whole minutes; beyond two hours to two digits, so that a day has few of them. Source: docs/insights.md. */
const minutesOf = (duration: string) => `(
  select case when m <= 120 then m else (round(m / 10 ^ (floor(log(m)) - 1)) * 10 ^ (floor(log(m)) - 1)) end::int
    from (select greatest(0, floor(extract(epoch from ${duration}) / 60))::numeric as m) whole)`;

const AGENT = `case when e.actor_kind = 'agent' then e.actor_id end`;
const today = (actions: string) => eventsOf(actions, '$2', '$3');

/**
 * Each counts one measure of a day: `$1` is the day, `$2` its first instant, `$3` the first one after it. They answer
 * measure, channel, agent, detail and minutes; equal rows are counted.
 */
export const FIGURES = [
  `select 'cases-opened', c.channel, ${AGENT}, '', 0
     from ${today(`'case.opened'`)} join recovery_case c on c.id = e.case_id where e.outcome = 'done'`,
  `select 'cases-closed', c.channel, ${AGENT}, coalesce(e.canonical_facts->>'outcome', c.outcome, ''), 0
     from ${today(`'case.closed'`)} join recovery_case c on c.id = e.case_id where e.outcome = 'done'`,
  `select 'recoveries', c.channel, c.agent_id, '', ${minutesOf('effect.at - c.opened_at')}
     from (select case_id, min(at) as at from ${today(EFFECTS)}
            where outcome = 'done' and case_id is not null group by case_id) effect
     join recovery_case c on c.id = effect.case_id
    where not exists (select from audit_event p where p.case_id = effect.case_id and p.at < $2::timestamptz
                         and p.at >= c.opened_at and p.action in (${EFFECTS}) and p.outcome = 'done')`,
  `select 'rounds', c.channel, ${AGENT}, e.canonical_facts->>'verdict', 0
     from ${today(`'evidence.round-sent'`)} left join recovery_case c on c.id = e.case_id
    where e.outcome = 'done' and e.canonical_facts->>'verdict' is not null`,
  `select 'lockouts', c.channel, ${AGENT}, '', 0
     from ${today(`'evidence.account-locked'`)} left join recovery_case c on c.id = e.case_id where e.outcome = 'done'`,
  `select 'messages-failed', c.channel, c.agent_id, m.channel || '/' || coalesce(m.carrier_code, m.state), 0
     from message m left join recovery_case c on c.id = m.case_id
    where m.state in ('failed', 'bounced') and m.created_at >= $2::timestamptz and m.created_at < $3::timestamptz`,
  `select 'approvals', c.channel, a.requested_by, a.state, ${minutesOf('a.decided_at - a.requested_at')}
     from approval a left join recovery_case c on c.id = a.case_id
    where a.state in ('approved', 'rejected', 'expired') and a.decided_at is not null
      and a.decided_at >= $2::timestamptz and a.decided_at < $3::timestamptz`,
].map(counted);

/** Counts what `select` answers into the day. */
export function counted(select: string): string {
  return `insert into insight_day (day, measure, channel, agent_id, detail, minutes, count)
    select $1::date, f.measure, f.channel, f.agent_id, f.detail, f.minutes, count(*)
      from (${select}) f (measure, channel, agent_id, detail, minutes) group by 2, 3, 4, 5, 6`;
}
