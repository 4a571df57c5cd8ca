import { counted, type UndoStatement } from './undo-statement.ts';

const OF_BOTH: UndoStatement['values'] = ({ survivorId, otherId, now }) => [survivorId, otherId, now];

/** What an undoing ends before anything goes back. */
export const UNDO_ENDINGS: readonly UndoStatement[] = [
  {
    name: 'sessions',
    text: counted(`update customer_session set ended_at = $3
      where account_id in ($1, $2) and ended_at is null and expires_at > $3 returning 1`),
    values: OF_BOTH,
    counts: 'sessionsEnded',
  },
  {
    name: 'open-challenges',
    text: counted(`update challenge set superseded_at = $3
      where account_id in ($1, $2) and used_at is null and superseded_at is null and expires_at > $3 returning 1`),
    values: OF_BOTH,
    counts: 'challengesEnded',
  },
  {
    // A new login of the survivor that is to have a value which goes back to the other account.
    name: 'pending-changes',
    text: `with back as (select kind, normalised from identifier where id = any($3::uuid[])),
           ended as (
             update identifier_change c set state = 'cancelled', decided_at = $2
               from identifier i
              where c.account_id = $1 and c.state in ('pending', 'held') and i.id = c.identifier_id
                and (i.kind, i.normalised) in (select kind, normalised from back)
             returning c.id, c.identifier_id),
           void as (
             update approval set state = 'void', decided_at = $2
              where change_id in (select id from ended) and state = 'waiting'),
           freed as (
             update identifier set state = 'released', released_at = $2, release_reason = 'cancelled', updated_at = $2
              where id in (select identifier_id from ended) and state = 'pending'),
           dropped as (delete from identifier_claim where identifier_id in (select identifier_id from ended))
           select count(*)::int as rows from ended`,
    values: ({ survivorId, otherId, now, plan: { writes } }) => [
      survivorId,
      now,
      writes.identifiers.filter(({ accountId }) => accountId === otherId).map(({ id }) => id),
    ],
    counts: 'changesGivenUp',
  },
  {
    name: 'password',
    text: counted('delete from credential where account_id = $1 and $2::boolean returning 1'),
    values: ({ survivorId, plan: { writes } }) => [survivorId, writes.endPassword],
  },
  {
    name: 'ended-identifiers',
    text: counted(`update identifier set state = 'released', released_at = $3, release_reason = 'reversed', updated_at = $3
      where account_id = $1 and id = any($2::uuid[]) and state <> 'released' returning 1`),
    values: ({ survivorId, now, plan: { writes } }) => [survivorId, writes.identifiersEnding, now],
  },
];
