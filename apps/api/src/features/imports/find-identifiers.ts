import type { KeyCandidate, KnownIdentifier, HeldLogin } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';

// What came to its account with a merge is Relink's own doing: the survivor's row in a file does not know of it. It is
// linked since the very instant of that merge.
const CAME_BY_MERGE = `(i.linked_since is not null
    and (select exists (select from merge where executed_at is not null))
    and exists (select from merge m where m.survivor_id = i.account_id and m.state = 'done'
                   and m.executed_at = i.linked_since))`;
const ORIGIN = `case when i.origin = 'import' and ${CAME_BY_MERGE} then 'effect-of' else i.origin end as origin`;
const OF_ACCOUNTS = `select i.account_id as "accountId", i.id, i.kind, i.use, i.state, i.value, i.normalised, ${ORIGIN},
      i.release_reason as "releaseReason"
    from identifier i where i.account_id = any($1::uuid[]) and i.kind in ('email', 'phone', 'username') order by i.id`;
const HOLDERS = `select wanted.kind, wanted.normalised, i.account_id as "accountId", i.id as "identifierId", i.origin,
    a.status = 'active' as active, s.external_id is not null as "inThisFile"
  from unnest($2::text[], $3::text[]) as wanted (kind, normalised)
  cross join lateral (
    select i.id, i.account_id, ${ORIGIN} from identifier i where i.realm = $1 and i.kind = wanted.kind
      and i.normalised = wanted.normalised and i.use = 'login' and i.state = 'verified' limit 1) i
  cross join lateral (select status, external_id from account where id = i.account_id limit 1) a
  left join import_seen_id s on s.import_id = $4 and s.external_id = a.external_id and s.line < $5`;
// Look-ups one by one: the second only where the first finds nothing, and no plan can make it a scan.
const LOGIN = (kind: string, value: string) => `(select array[i.account_id, i.id] from identifier i
    where i.realm = $1 and i.kind = '${kind}' and i.normalised = ${value} and i.use = 'login' and i.state = 'verified')`;
// A login that a merge ended leads to the survivor until somebody signs in with it. Asked where there are merges at all.
const ENDED = (kind: string, value: string) => `(select array[coalesce(a.merged_into, a.id), i.id]
    from identifier i join account a on a.id = i.account_id
   where i.realm = $1 and i.kind = '${kind}' and i.normalised = ${value} and i.use = 'login'
     and i.release_reason = 'merged' order by i.released_at desc limit 1)`;
const BY_LOGIN = `coalesce(${LOGIN('email', 'o.email')}, ${LOGIN('phone', 'o.phone')},
    case when (select exists (select from account where merged_into is not null))
         then coalesce(${ENDED('email', 'o.email')}, ${ENDED('phone', 'o.phone')}) end)`;
const ACCOUNTS = `select ${BY_LOGIN} as found
  from unnest($2::text[], $3::text[]) with ordinality as o (email, phone, position) order by position`;
// Who was signed in comes first: a billing e-mail is whatever the customer wrote there.
const LIVING = (kind: string, value: string) => `(select i.id from identifier i where i.realm = $1
    and i.kind = '${kind}' and i.normalised = ${value} and i.account_id = coalesce(a.merged_into, a.id)
    and i.state <> 'released' order by i.use = 'login' desc, i.id limit 1)`;
const SIGNED_IN = `(select array[coalesce(a.merged_into, a.id),
      coalesce(${LIVING('email', 'o.email')}, ${LIVING('phone', 'o.phone')})]
    from account a where a.realm = $1 and a.external_id = o.customer)`;
const ACCOUNTS_BY_CUSTOMER = `select coalesce(${SIGNED_IN}, ${BY_LOGIN}) as found
  from unnest($2::text[], $3::text[], $4::text[]) with ordinality as o (email, phone, customer, position)
 order by position`;
const SHOPS = `e.origin = 'import' and e.use = 'login'
    and (e.state <> 'released' or e.release_reason not in ('taken', 'removed-by-shop'))`;
const CANDIDATES = `select wanted.kind, wanted.normalised, i.account_id as "accountId", i.id as "identifierId", i.use,
    i.state, i.origin, i.release_reason as "releaseReason", i."cameByMerge", a.external_id is not null as "hasId",
    exists (select 1 from identifier e where e.account_id = a.id and e.kind = 'email' and ${SHOPS}) as "hasShopEmail",
    exists (select 1 from identifier e where e.account_id = a.id and e.kind = 'phone' and ${SHOPS}) as "hasShopPhone"
  from unnest($2::text[], $3::text[]) as wanted (kind, normalised)
  cross join lateral (
    select i.id, i.account_id, i.use, i.state, ${ORIGIN}, i.release_reason, ${CAME_BY_MERGE} as "cameByMerge"
      from identifier i where i.realm = $1 and i.kind = wanted.kind and i.normalised = wanted.normalised offset 0) i
  join account a on a.id = i.account_id`;

type Value = { readonly kind: string; readonly normalised: string };

/** The e-mails and phones of accounts, released ones too, by account. */
export async function findIdentifiers(
  em: EntityManager,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, KnownIdentifier[]>> {
  const byAccount = new Map<string, KnownIdentifier[]>();
  for (const row of await runSql<KnownIdentifier & { accountId: string }>(em, OF_ACCOUNTS, [accountIds])) {
    const list = byAccount.get(row.accountId);
    if (list) list.push(row);
    else byAccount.set(row.accountId, [row]);
  }
  return byAccount;
}

/** Who signs in with these values now, and whether a row of this file above `beforeLine` was about them. */
export async function findHolders(
  em: EntityManager,
  file: { readonly realm: string; readonly importId: string; readonly beforeLine: number },
  values: readonly Value[],
): Promise<HeldLogin[]> {
  if (values.length === 0) return [];
  return runSql<HeldLogin>(em, HOLDERS, [
    file.realm,
    values.map(({ kind }) => kind),
    values.map(({ normalised }) => normalised),
    file.importId,
    file.beforeLine,
  ]);
}

/** The accounts that have or had these values, by `kind:value`. */
export async function findKeyCandidates(
  em: EntityManager,
  realm: string,
  values: readonly Value[],
): Promise<ReadonlyMap<string, KeyCandidate[]>> {
  const byKey = new Map<string, KeyCandidate[]>();
  if (values.length === 0) return byKey;
  const rows = await runSql<KeyCandidate & Value>(em, CANDIDATES, [
    realm,
    values.map(({ kind }) => kind),
    values.map(({ normalised }) => normalised),
  ]);
  for (const row of rows) {
    const key = `${row.kind}:${row.normalised}`;
    byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  return byKey;
}

/** Whose an order is, and the identifier that it was placed with: null where the customer's id alone told. */
export type OwnerOfOrder = { readonly accountId: string; readonly placedWith: string | null };

/**
 * For each order, or whatever else names a customer so, the account of who was signed in, where the file says it, else
 * the one that signs in with its e-mail, else with its phone; null where there is none. A tombstone's is its survivor's.
 */
export async function findAccountsOfOrders(
  em: EntityManager,
  realm: string,
  orders: readonly {
    readonly email: string;
    readonly phone: string;
    readonly customerId?: string | null;
  }[],
): Promise<(OwnerOfOrder | null)[]> {
  if (orders.length === 0) return [];
  const values = [realm, orders.map(({ email }) => email), orders.map(({ phone }) => phone)];
  const customers = orders.map(({ customerId }) => customerId ?? null);
  const rows = customers.every((id) => id === null)
    ? await runSql<{ found: FoundOwner }>(em, ACCOUNTS, values)
    : await runSql<{ found: FoundOwner }>(em, ACCOUNTS_BY_CUSTOMER, [...values, customers]);
  return rows.map(({ found }) => found && { accountId: found[0], placedWith: found[1] });
}

type FoundOwner = [accountId: string, placedWith: string | null] | null;
