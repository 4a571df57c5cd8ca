import type { Invariant } from './invariant.ts';

/** A change of an identifier is all there or not at all. */
export const CHANGES: readonly Invariant[] = [
  {
    name: 'one change of a kind waits per account',
    broken: `select min(id::text) from identifier_change where state in ('pending', 'held')
              group by account_id, kind having count(*) > 1`,
  },
  {
    name: 'a claim has its waiting change',
    broken: `select c.identifier_id from identifier_claim c where not exists
              (select 1 from identifier_change x where x.identifier_id = c.identifier_id and x.state in ('pending', 'held'))`,
  },
  {
    name: 'a waiting e-mail has its claim until it expires',
    broken: `select x.id from identifier_change x where x.kind = 'email'
                and (x.state = 'held' or (x.state = 'pending' and x.expires_at > now()))
                and not exists (select 1 from identifier_claim c where c.identifier_id = x.identifier_id)`,
  },
  {
    name: 'a pending identifier has its waiting change',
    broken: `select i.id from identifier i where i.state = 'pending' and not exists
              (select 1 from identifier_change x where x.identifier_id = i.id and x.state in ('pending', 'held'))`,
  },
  {
    name: 'a waiting change has its pending identifier',
    broken: `select x.id from identifier_change x join identifier i on i.id = x.identifier_id
              where x.state in ('pending', 'held') and i.state <> 'pending'`,
  },
  {
    name: 'an effective change has an identifier that is verified, or was and is released',
    broken: `select x.id from identifier_change x join identifier i on i.id = x.identifier_id
              where x.state = 'effective' and i.state = 'pending'`,
  },
  {
    name: 'a change that came to nothing has left no identifier behind',
    broken: `select x.id from identifier_change x join identifier i on i.id = x.identifier_id
              where x.state in ('cancelled', 'expired', 'reversed') and i.state <> 'released'`,
  },
  {
    name: 'a change that was asked for by an agent asked for a confirmation',
    broken: `select x.id from identifier_change x where x.state = 'pending' and x.origin = 'case'
                and not exists (select 1 from challenge c where c.change_id = x.id)`,
  },
  {
    name: 'a held change says until when and why, and was confirmed',
    broken: `select id from identifier_change
              where state = 'held' and (held_until is null or confirmed_at is null or cardinality(hold_reasons) = 0)`,
  },
  {
    name: 'an approval that was given has its effect, and one that waits has a change to decide on',
    broken: `select a.id from approval a join identifier_change x on x.id = a.change_id
              where (a.state = 'approved' and a.kind = 'held-change' and x.state not in ('effective', 'reversed'))
                 or (a.state = 'waiting' and a.kind = 'held-change' and x.state <> 'held' and a.expires_at > now())`,
  },
  {
    name: 'nobody approved their own request',
    broken: 'select id from approval where decided_by = requested_by',
  },
  {
    name: 'a challenge that is used up or replaced is not both, and has no tries below none',
    broken:
      'select id from challenge where (used_at is not null and superseded_at is not null) or tries_left < 0',
  },
  {
    name: 'a closed case has its outcome and its end, and no other has',
    broken: `select id from recovery_case
              where (state = 'closed') <> (outcome is not null) or (state = 'closed') <> (closed_at is not null)`,
  },
  {
    name: 'a stored answer is complete: a refusal’s code, or the id of what was done',
    broken: `select principal || ' ' || route from idempotent_request
              where length(payload_hash) <> 32
                 or (code is null and (resource_id is null or status <> 200))
                 or (code is not null and (status < 400 or resource_id is not null))`,
  },
];
