import type { MatchAddress, MatchIdentifier, MatchSource } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { instantIn } from '../accounts/index.ts';

/** An account as it is compared, and its realm: accounts of two realms are never compared. */
export type SourceOfAccount = { readonly realm: string; readonly source: MatchSource };

/** Of an account's orders the latest; more of them tell no more about who it is. */
const ORDERS_READ = 5;

// Arrays: half the bytes to send and to parse. A tombstone or a closed account is nobody's duplicate.
const READ = `select a.id, a.realm, a.first_name, a.last_name, a.birth_date::text as birth_date, a.country, a.began_at,
    a.order_count,
    (select json_agg(json_build_array(i.kind, i.use, i.state, i.normalised, i.alias, i.linked_since, i.released_at,
              i.release_reason, i.taken_by_account_id, i.reachable) order by i.id)
       from identifier i where i.account_id = a.id) as identifiers,
    (select json_agg(json_build_array(d.name, d.line1, d.line2, d.city, d.province, d.postcode, d.country, d.phone)
              order by d.is_default desc, d.id)
       from address d where d.account_id = a.id) as addresses,
    (select json_agg(json_build_array(ship_name, ship_line1, ship_line2, ship_city, ship_province, ship_postcode,
              ship_country, ship_phone))
       from (select * from shop_order o where o.account_id = a.id order by o.placed_at desc
              limit ${String(ORDERS_READ)}) latest
      where (ship_line1 <> '' or ship_phone <> '') and not exists (select from address d where d.account_id = a.id
        and (d.line1, d.line2, d.city, d.province, d.postcode, d.country) =
            (ship_line1, ship_line2, ship_city, ship_province, ship_postcode, ship_country)
        and ship_phone in ('', d.phone))) as shipped
  from account a where a.status in ('active', 'suspended')`;

const READ_SOME = { name: 'match_sources', text: `${READ} and a.id = any($1::uuid[]) order by a.id` };
const READ_ON = {
  name: 'match_sources_after',
  text: `${READ} and a.id > $1::uuid order by a.id limit $2::integer`,
};

type AddressRow = [
  name: string,
  line1: string,
  line2: string,
  city: string,
  province: string,
  postcode: string,
  country: string,
  phone: string,
];
type IdentifierRow = [
  kind: MatchIdentifier['kind'],
  use: MatchIdentifier['use'],
  state: MatchIdentifier['state'],
  normalised: string,
  alias: string | null,
  linkedSince: string | null,
  releasedAt: string | null,
  releaseReason: MatchIdentifier['releaseReason'],
  takenByAccountId: string | null,
  reachable: boolean,
];
type Row = {
  id: string;
  realm: string;
  first_name: string;
  last_name: string;
  birth_date: string | null;
  country: string | null;
  began_at: Date | null;
  order_count: number;
  identifiers: IdentifierRow[] | null;
  addresses: AddressRow[] | null;
  shipped: AddressRow[] | null;
};

/** What is compared of these accounts; those that are merged or closed are left out. */
export async function readSources(executor: Executor, ids: readonly string[]): Promise<SourceOfAccount[]> {
  return (await runNamed<Row>(executor, READ_SOME, [ids])).map(sourceOf);
}

/** The next accounts in the order of their ids. */
export async function readSourcesAfter(
  executor: Executor,
  id: string,
  most: number,
): Promise<SourceOfAccount[]> {
  return (await runNamed<Row>(executor, READ_ON, [id, most])).map(sourceOf);
}

function sourceOf(row: Row): SourceOfAccount {
  return {
    realm: row.realm,
    source: {
      id: row.id,
      firstName: row.first_name,
      lastName: row.last_name,
      birthDate: row.birth_date,
      country: row.country ?? '',
      beganAt: row.began_at?.toISOString() ?? null,
      orderCount: row.order_count,
      identifiers: (row.identifiers ?? []).map(identifierOf),
      addresses: (row.addresses ?? []).map(addressOf),
      shipped: shippedElsewhere(row).map(addressOf),
    },
  };
}

function identifierOf(row: IdentifierRow): MatchIdentifier {
  const [kind, use, state, normalised, alias, linkedSince, releasedAt, releaseReason, takenBy, ok] = row;
  return {
    kind,
    use,
    state,
    normalised,
    alias,
    linkedSince: linkedSince === null ? null : instantIn(linkedSince),
    releasedAt: releasedAt === null ? null : instantIn(releasedAt),
    releaseReason,
    takenByAccountId: takenBy,
    reachable: ok,
  };
}

function addressOf(row: AddressRow): MatchAddress {
  const [name, line1, line2, city, province, postcode, country, phone] = row;
  return { name, line1, line2, city, province, postcode, country, phone };
}

/** Most orders of an account go to its own address: that is not read twice, but for another phone. */
function shippedElsewhere({ addresses, shipped }: Row): AddressRow[] {
  const own = addresses ?? [];
  const known = new Set([...own.map(placeOf), ...own.map((row) => placeOf(row) + phoneOf(row))]);
  const elsewhere = (shipped ?? []).filter((row) => !known.has(placeOf(row) + phoneOf(row)));
  return [...new Map(elsewhere.map((row) => [placeOf(row) + phoneOf(row), row])).values()];
}

/** An address without who lives there and how they are called. */
function placeOf([, ...place]: AddressRow): string {
  return place.slice(0, -1).join('\n');
}

function phoneOf(row: AddressRow): string {
  return row[row.length - 1] ?? '';
}
