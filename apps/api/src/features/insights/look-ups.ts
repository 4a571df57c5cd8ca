/**
 * Part of statements: whether event `e`, an agent's look-up, led to no case. A look-up is a search or a look at an account's
 * card that names no case, and it led to one when an account that it showed was in a case of the agent's, then or within
 * `$lead` minutes. A page opened with a reason is none: the reason stands with it.
 */
export const LED_NOWHERE = (
  lead: string,
) => `e.action in ('accounts.searched', 'account.viewed') and e.outcome = 'done'
  and e.actor_kind = 'agent' and e.case_id is null and not coalesce(e.canonical_facts ? 'outsideCase', false)
  and not (e.action = 'accounts.searched' and e.canonical_facts->'accountIds' = '[]')
  and not exists (
    select from (select e.account_id as id where e.account_id is not null
                 union select f.id::uuid from jsonb_array_elements_text(coalesce(e.canonical_facts->'accountIds', '[]')) f (id)) shown
      join case_account ca on ca.account_id = shown.id and ca.added_at <= e.at + make_interval(mins => ${lead})
      join recovery_case c on c.id = ca.case_id and (c.closed_at is null or c.closed_at >= e.at)
     where e.actor_id in (c.agent_id, c.opened_by) or e.actor_id = any(c.former_agent_ids))`;

/** Part of statements: the look-up was by a name. */
export const BY_NAME = `e.action = 'accounts.searched' and e.canonical_facts->'kinds' ? 'name'`;

/** Events of some actions with their facts, as `e`: from `from` on and before `to`. The log keeps facts inside the event's own bytes. */
export const eventsOf = (actions: string, from: string, to: string) => `
  (select id, at, actor_kind, actor_id, action, outcome, case_id, account_id,
          convert_from(canonical, 'UTF8')::jsonb->'facts' as canonical_facts
     from audit_event where action in (${actions}) and at >= ${from}::timestamptz and at < ${to}::timestamptz) e`;
