import type { MergeStatement } from './merge-statement.ts';

/** What a merge ends before it moves anything: nothing of it comes back with an undoing. */
export const MERGE_ENDINGS: readonly MergeStatement[] = [
  {
    name: 'sessions',
    text: `with ended as (
             update customer_session set ended_at = $3
              where account_id in ($1, $2) and ended_at is null and expires_at > $3 returning 1)
           select count(*)::int as rows from ended`,
    values: ({ survivorId, otherId, now }) => [survivorId, otherId, now],
    counts: 'sessionsEnded',
  },
  {
    name: 'open-challenges',
    text: `with ended as (
             update challenge set superseded_at = $3
              where account_id in ($1, $2) and used_at is null and superseded_at is null and expires_at > $3
             returning 1)
           select count(*)::int as rows from ended`,
    values: ({ survivorId, otherId, now }) => [survivorId, otherId, now],
    counts: 'challengesEnded',
  },
  {
    // What can still be confirmed, or is held, stands in the way of a merge: these nobody confirmed in time.
    name: 'pending-changes',
    text: `with ended as (
             update identifier_change set state = 'expired', decided_at = $2
              where account_id = $1 and state = 'pending' returning id),
           freed as (
             update identifier set state = 'released', released_at = $2, release_reason = 'not-confirmed', updated_at = $2
              where account_id = $1 and state = 'pending'),
           dropped as (delete from identifier_claim where account_id = $1)
           select count(*)::int as rows from ended`,
    values: ({ otherId, now }) => [otherId, now],
  },
  {
    // Never combined: those of the survivor stand.
    name: 'credentials',
    text: `with password as (delete from credential where account_id = $1),
                ended as (delete from second_factor where account_id = $1 returning 1)
           select count(*)::int as rows from ended`,
    values: ({ otherId }) => [otherId],
  },
  {
    name: 'released-logins',
    text: `with ended as (
             update identifier set state = 'released', released_at = $4, release_reason = 'merged', updated_at = $4
              where account_id in ($1, $2) and id = any($3::uuid[]) and state = 'verified' returning id)
           select count(*)::int as rows from ended`,
    values: ({ survivorId, otherId, plan, now }) => [survivorId, otherId, plan.identifiers.release, now],
  },
];
