import { LEDGER } from '../../src/features/merges/merge-statement.ts';
import type { Invariant } from './invariant.ts';
import { areKin } from './kin.ts';

/** Both accounts before, and the survivor after. */
const IMAGES = 3;
const LIVE = `('waiting', 'queued', 'running')`;
/** Merges and undoings, as far as both are decided and carried out in the same way. */
const WORK = `(select id, null::uuid as undo_id, id as merge_id, 'merge' as kind, state, refusal, case_id, approved_by
                 from merge
               union all select id, id, merge_id, 'merge-undo', state, refusal, case_id, approved_by from merge_undo) w`;
const APPROVAL_OF = `p.merge_id = w.merge_id and p.kind = w.kind and p.undo_id is not distinct from w.undo_id`;

/** A merge, and its undoing, is all there or not at all; nobody decides their own; what it moved is written down. */
export const MERGES: readonly Invariant[] = [
  {
    name: 'an account has one live merge or undoing at most',
    broken: `select min(account_id::text) from (
                select m.id, x.account_id from merge m, unnest(array[survivor_id, other_id]) x (account_id)
                 where m.state in ${LIVE}
                    or exists (select from merge_undo u where u.merge_id = m.id and u.state in ${LIVE})) live
              group by account_id having count(*) > 1`,
  },
  {
    name: 'what waits for approval has exactly one that waits, and nothing else has',
    broken: `select w.id from ${WORK} where (w.state = 'waiting')::int
                <> (select count(*) from approval p where ${APPROVAL_OF} and p.state = 'waiting')`,
  },
  {
    name: 'what is queued or under way has its job',
    broken: `select w.id from ${WORK} where w.state in ('queued', 'running')
                and not exists (select from graphile_worker.jobs j where j.key = 'merge ' || w.id)`,
  },
  {
    name: 'what was approved names who approved it, and that is its approval',
    // The demo shop's own merge has no case, and nobody was asked.
    broken: `select w.id from ${WORK} where w.case_id is not null and w.approved_by is distinct from (
                select p.decided_by from approval p where ${APPROVAL_OF} and p.state = 'approved')`,
  },
  {
    name: 'what was rejected, void or expired is refused',
    broken: `select w.id from ${WORK} join approval p on ${APPROVAL_OF}
              where p.state in ('rejected', 'void', 'expired') and w.state <> 'refused'`,
  },
  {
    name: 'an undoing is never without a second person',
    broken: `select id from merge_undo where state in ('queued', 'running', 'done')
                and (approved_by is null or approved_by = requested_by)`,
  },
  {
    name: 'nobody decided on what they took part in',
    broken: `select id from approval where decided_by = requested_by or decided_by = any(taken_part_in)`,
  },
  {
    name: 'the other account of a merge that is done leads where its survivor is',
    broken: `select m.id from merge m join account o on o.id = m.other_id join account s on s.id = m.survivor_id
              where m.state = 'done' and o.merged_into is distinct from coalesce(s.merged_into, s.id)`,
  },
  {
    name: 'the other account of a merge that was undone is one again, unless merged again',
    broken: `select m.id from merge m join account o on o.id = m.other_id
              where m.state = 'undone' and o.status <> 'active'
                and not (o.status = 'merged' and exists (
                  select from merge l where l.state = 'done' and l.other_id = o.id and l.executed_at > m.executed_at))`,
  },
  {
    name: 'a merge is undone by an undoing that is done, and by nothing else',
    broken: `select m.id from merge m where (m.state = 'undone')
                <> exists (select from merge_undo u where u.merge_id = m.id and u.state = 'done')`,
  },
  {
    name: 'a merge that was carried out has its images and its ledger until they are purged, and no other has',
    broken: `select m.id from merge m
              where array[(select count(*) from merge_image i where i.merge_id = m.id),
                          (select count(*) from merge_ledger l where l.merge_id = m.id)]
                 <> case when m.executed_at is not null and m.purged_at is null
                      then array[${IMAGES}, ${LEDGER.length}] else array[0, 0] end::bigint[]`,
  },
  {
    name: 'a merge counted what it wrote down',
    broken: `select m.id from merge m join merge_ledger l on l.merge_id = m.id
              where m.counts ? l.what and (m.counts ->> l.what)::int <> cardinality(l.ids)`,
  },
  {
    name: 'the credit that a merge carried over is in its ledger',
    broken: `select m.id from merge m join merge_ledger l on l.merge_id = m.id and l.what = 'credits',
                    jsonb_to_recordset(m.sums -> 'credits') c (currency text, amount numeric)
              where c.amount > 0 and c.currency <> all(l.ids)`,
  },
  ...(
    [
      ['order', 'orders', 'shop_order'],
      ['gift card', 'giftCards', 'gift_card'],
      ['subscription', 'subscriptions', 'subscription'],
    ] as const
  ).map(([what, entry, table]) => ({
    name: `a ${what} that a merge moved is at one of its accounts`,
    broken: `select m.id from merge m join merge_ledger l on l.merge_id = m.id and l.what = '${entry}', unnest(l.ids) i (id)
              where not exists (select from ${table} x where x.id::text = i.id and ${areKin('x.account_id', 'm.survivor_id')})`,
  })),
  {
    name: 'the contacts of a merge were told of it',
    broken: `select e.id from seen e where e.action in ('merge.done', 'merge.undone')
                and (e.facts ->> 'told')::int <> (
                  select count(*) from message x where x.created_at = e.at
                     and x.template = case e.action when 'merge.done' then 'accounts-merged' else 'merge-undone' end
                     and ${areKin('e.account_id', 'x.account_id')})`,
  },
  {
    name: 'the event of a merge says what the merge says',
    broken: `select e.id from seen e left join merge m on m.id::text = e.facts ->> 'mergeId'
              where e.action = 'merge.done' and e.outcome = 'done'
                and (m.executed_at, m.plan_hash, m.counts, m.sums, m.survivor_id, m.other_id::text) is distinct from
                    (e.at, e.facts ->> 'planHash', e.facts -> 'counts', e.facts -> 'sums', e.account_id, e.facts ->> 'otherId')`,
  },
  {
    name: 'a merge or an undoing that was refused has its event',
    broken: `select w.id from ${WORK} where w.state = 'refused' and not exists (
                select from seen e where e.outcome = 'refused' and e.facts ->> 'code' = w.refusal
                   and e.action = case w.kind when 'merge' then 'merge.refused' else 'merge.undo-refused' end
                   and coalesce(e.facts ->> 'undoId', e.facts ->> 'mergeId') = w.id::text)`,
  },
  {
    name: 'no tombstone is in a likely duplicate that is open',
    broken: `select d.id from duplicate d join account a on a.id in (d.account_a, d.account_b)
              where d.state = 'open' and a.status = 'merged'`,
  },
  {
    name: 'a likely duplicate that was merged leads to one account',
    broken: `select d.id from duplicate d join account a on a.id = d.account_a join account b on b.id = d.account_b
              where d.state = 'merged' and coalesce(a.merged_into, a.id) <> coalesce(b.merged_into, b.id)`,
  },
];
