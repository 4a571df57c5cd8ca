import type { KnownIdentifier, LoginHolder } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';

const OF_ACCOUNTS = `select account_id as "accountId", id, kind, use, state, value, normalised, origin,
      release_reason as "releaseReason"
    from identifier where account_id = any($1::uuid[]) and kind in ('email', 'phone') order by id`;
const HOLDERS = `select i.kind, i.normalised, i.account_id as "accountId", i.id as "identifierId", i.origin,
      a.status = 'active' as active, s.external_id is not null as "inThisFile"
    from unnest($2::text[], $3::text[]) as wanted (kind, normalised)
    join identifier i on i.realm = $1 and i.kind = wanted.kind and i.normalised = wanted.normalised
      and i.use = 'login' and i.state = 'verified'
    join account a on a.id = i.account_id
    left join import_seen_id s on s.import_id = $4 and s.external_id = a.external_id and s.line < $5`;
const LOGINS = `select wanted.kind, wanted.normalised, i.account_id as "accountId"
    from unnest($2::text[], $3::text[]) as wanted (kind, normalised)
    join identifier i on i.realm = $1 and i.kind = wanted.kind and i.normalised = wanted.normalised
      and i.use = 'login' and i.state = 'verified'`;

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
): Promise<LoginHolder[]> {
  if (values.length === 0) return [];
  return runSql<LoginHolder>(em, HOLDERS, [
    file.realm,
    values.map(({ kind }) => kind),
    values.map(({ normalised }) => normalised),
    file.importId,
    file.beforeLine,
  ]);
}

/** The accounts that sign in with these values, by `kind:normalised`. */
export async function findLogins(
  em: EntityManager,
  realm: string,
  values: readonly Value[],
): Promise<ReadonlyMap<string, string>> {
  if (values.length === 0) return new Map();
  const rows = await runSql<Value & { accountId: string }>(em, LOGINS, [
    realm,
    values.map(({ kind }) => kind),
    values.map(({ normalised }) => normalised),
  ]);
  return new Map(rows.map(({ kind, normalised, accountId }) => [`${kind}:${normalised}`, accountId]));
}
