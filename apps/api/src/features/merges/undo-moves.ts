import { IMAGE_PARTS, type ImagePart } from './merge-image.ts';
import { type LedgerEntry, ledgerIds } from './merge-statement.ts';
import {
  counted,
  imageRows,
  OF_OTHERS_CUSTOMER,
  type UndoStatement,
  type UndoValues,
} from './undo-statement.ts';

const ofMerge = ({ mergeId, survivorId, otherId }: UndoValues): readonly unknown[] => [
  mergeId,
  survivorId,
  otherId,
];

/** The rows of both images, `$1` the survivor's and `$2` the other's. */
const both = (part: ImagePart): string =>
  `(select * from ${imageRows(part, IMAGE_PARTS[part], '$1')}
    union all select * from ${imageRows(part, IMAGE_PARTS[part], '$2')})`;

/** Rules know instants to the millisecond: where a rule says what the image says, it is what the image says. */
const exactly = (column: string): string =>
  `case when date_trunc('milliseconds', b.${column}) is not distinct from w.${column} then b.${column} else w.${column} end`;

/** What is written of an identifier that there was before the merge; its state is as exact as the image. */
const identifiers = (which: string): string =>
  counted(`update identifier i
      set account_id = w.account_id, state = w.state, linked_since = ${exactly('linked_since')},
          released_at = ${exactly('released_at')}, release_reason = w.release_reason,
          taken_by_account_id = w.taken_by_account_id, updated_at = $4,
          verified_at = case when w.state = b.state then b.verified_at else i.verified_at end
     from json_to_recordset($3::json) as w (id uuid, account_id uuid, state text, linked_since timestamptz,
            released_at timestamptz, release_reason text, taken_by_account_id uuid)
     join ${both('identifiers')} b on b.id = w.id
    where i.id = w.id and w.state ${which} 'released' returning 1`);

function identifierValues({ images, plan, now }: UndoValues): readonly unknown[] {
  const rows = plan.writes.identifiers.map((write) => ({
    id: write.id,
    account_id: write.accountId,
    state: write.state,
    linked_since: write.linkedSince,
    released_at: write.releasedAt,
    release_reason: write.releaseReason,
    taken_by_account_id: write.takenByAccountId,
  }));
  return [images.survivor, images.other, JSON.stringify(rows), now];
}

/** Gives back what the ledger says and the survivor still has. */
function givesBack(what: LedgerEntry, update: string, counts?: string, type = 'uuid'): UndoStatement {
  return {
    name: what,
    text: counted(update.replace('LEDGER', `any(${ledgerIds(what)}::${type}[])`)),
    values: ofMerge,
    ...(counts !== undefined && { counts }),
  };
}

/** What goes back to the other account, and what was folded or added up. */
export const UNDO_MOVES: readonly UndoStatement[] = [
  // First what ends, so that no two share a login at any moment.
  { name: 'released-identifiers', text: identifiers('='), values: identifierValues },
  { name: 'identifiers', text: identifiers('<>'), values: identifierValues, counts: 'identifiers' },
  {
    // The mark of what is no verified login says nothing: it is as it was.
    name: 'primary-logins',
    text: counted(`update identifier i set is_primary = m.mark, updated_at = $6
      from (select x.id, x.id = any($5::uuid[])
                or (coalesce(b.is_primary, false) and not (x.use = 'login' and x.state = 'verified')) as mark
              from identifier x left join ${both('identifiers')} b on b.id = x.id
             where x.account_id in ($3, $4)) m
     where i.id = m.id and i.is_primary <> m.mark returning 1`),
    values: ({ images, survivorId, otherId, now, plan: { writes } }) => [
      images.survivor,
      images.other,
      survivorId,
      otherId,
      [...writes.survivor.primaryIds, ...writes.other.primaryIds],
      now,
    ],
  },
  {
    // An account has one default address at every moment.
    name: 'former-default-addresses',
    text: counted(
      'update address set is_default = false where account_id in ($1, $2) and is_default returning 1',
    ),
    values: ({ survivorId, otherId }) => [survivorId, otherId],
  },
  {
    name: 'removed-addresses',
    text: counted('delete from address where account_id = $1 and id = any($2::bigint[]) returning 1'),
    values: ({ survivorId, plan: { writes } }) => [survivorId, writes.addresses.remove],
  },
  {
    name: 'addresses',
    text: counted(
      'update address set account_id = $2 where account_id = $1 and id = any($3::bigint[]) returning 1',
    ),
    values: ({ survivorId, otherId, plan: { writes } }) => [survivorId, otherId, writes.addresses.toOther],
    counts: 'addresses',
  },
  {
    name: 'restored-addresses',
    text: counted(`insert into address (id, account_id, is_default, name, company, line1, line2, city, province,
        postcode, country, phone) overriding system value
      select b.id, b.account_id, false, b.name, b.company, b.line1, b.line2, b.city, b.province, b.postcode, b.country,
             b.phone
        from ${both('addresses')} b where b.id = any($3::bigint[])
      on conflict (id) do update set account_id = excluded.account_id, is_default = false, name = excluded.name,
        company = excluded.company, line1 = excluded.line1, line2 = excluded.line2, city = excluded.city,
        province = excluded.province, postcode = excluded.postcode, country = excluded.country, phone = excluded.phone
      returning 1`),
    values: ({ images, plan: { writes } }) => [
      images.survivor,
      images.other,
      writes.addresses.restore.map(({ address }) => address.id),
    ],
  },
  {
    name: 'default-addresses',
    text: counted(`update address set is_default = true
      where (account_id, id) in (($1, $3::bigint), ($2, $4::bigint)) returning 1`),
    values: ({ survivorId, otherId, plan: { writes } }) => [
      survivorId,
      otherId,
      writes.survivor.defaultAddressId,
      writes.other.defaultAddressId,
    ],
  },
  {
    name: 'giftCards',
    text: counted(
      'update gift_card set account_id = $2 where account_id = $1 and id = any($3::uuid[]) returning 1',
    ),
    values: ({ survivorId, otherId, plan: { writes } }) => [survivorId, otherId, writes.giftCards],
    counts: 'giftCards',
  },
  {
    name: 'subscriptions',
    text: counted(
      'update subscription set account_id = $2 where account_id = $1 and id = any($3::uuid[]) returning 1',
    ),
    values: ({ survivorId, otherId, plan: { writes } }) => [survivorId, otherId, writes.subscriptions],
    counts: 'subscriptions',
  },
  givesBack(
    'orders',
    'update shop_order set account_id = $3 where account_id = $2 and id = LEDGER returning 1',
    'orders',
    'bigint',
  ),
  {
    // What was placed since goes where the identifier goes that it was placed with, else where the customer does.
    name: 'new-orders',
    text: counted(`update shop_order set account_id = $3 where account_id = $2
        and (placed_with = any($4::uuid[]) or ${OF_OTHERS_CUSTOMER}) returning 1`),
    values: (undo) => [...ofMerge(undo), undo.plan.writes.ordersPlacedWith],
    counts: 'newOrders',
  },
  givesBack(
    'cases',
    'update case_account set account_id = $3 where account_id = $2 and case_id = LEDGER returning 1',
    'cases',
  ),
  {
    name: 'folded-roles',
    text: counted(`update case_account k set role = b.role from ${imageRows('caseAccounts', 'case_account', '$3')} b
      where k.account_id = $2 and b.case_id = k.case_id and k.role <> b.role
        and k.case_id = any(${ledgerIds('foldedCases')}::uuid[]) returning 1`),
    values: ({ mergeId, survivorId, images }) => [mergeId, survivorId, images.survivor],
  },
  {
    name: 'foldedCases',
    text: counted(`insert into case_account
      select b.* from ${imageRows('caseAccounts', 'case_account', '$2')} b
       where b.case_id = any(${ledgerIds('foldedCases')}::uuid[]) on conflict do nothing returning 1`),
    values: ({ mergeId, images }) => [mergeId, images.other],
    counts: 'cases',
  },
  givesBack(
    'evidenceRounds',
    `update evidence_round set account_id = $3, sealed_for = nullif(sealed_for, $3)
      where account_id = $2 and id = LEDGER returning 1`,
  ),
  givesBack(
    'challenges',
    'update challenge set account_id = $3 where account_id = $2 and id = LEDGER returning 1',
  ),
  {
    // What was proven of two accounts as one says nothing of either, in whatever case it was.
    name: 'assurances',
    text: counted(`update recovery_case set assurance_reset_at = $3, updated_at = $3
      where state <> 'closed' and id in (select case_id from case_account where account_id in ($1, $2)) returning 1`),
    values: ({ survivorId, otherId, now }) => [survivorId, otherId, now],
  },
  {
    // What the two as one were found by proves nothing of either.
    name: 'search-hits',
    text: counted(`insert into search_hit (agent_id, account_id, kind, at)
      select agent_id, $2, kind, at from search_hit where account_id = $1
          on conflict (agent_id, account_id, kind) do update set at = greatest(search_hit.at, excluded.at) returning 1`),
    values: ({ survivorId, otherId }) => [survivorId, otherId],
  },
  givesBack(
    'messages',
    'update message set account_id = $3 where account_id = $2 and id = LEDGER returning 1',
    'messages',
  ),
];
