import { type ImportedCustomer, customerKey, keyIdentifier, type KeyMatch, matchByKey } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { findAccounts, findAccountsById, type FoundAccount } from './find-accounts.ts';
import { findKeyCandidates } from './find-identifiers.ts';

/** Whose a row is: an account, how it was found; no account yet; or none that may be touched. */
export type Owner =
  | { readonly account: FoundAccount; readonly by: 'id' | 'name' | 'identifier' }
  | { readonly account: null; readonly blocked: KeyMatch['blocked'] };

/**
 * Finds the account of each row, by the row's key: by the shop's id, else, for a row without one, by e-mail or phone.
 * `adopts`: a row whose id nobody has may be about an account that a file without ids brought.
 */
export async function findOwners(
  em: EntityManager,
  realm: string,
  rows: readonly ImportedCustomer[],
  adopts: boolean,
): Promise<ReadonlyMap<string, Owner>> {
  const owners = new Map<string, Owner>();
  const ids = rows.map(({ externalId }) => externalId).filter((id) => id !== '');
  for (const account of ids.length === 0 ? [] : await findAccounts(em, realm, ids))
    if (account.externalId !== null) owners.set(account.externalId, { account, by: 'id' });
  const left = rows.filter((row) => !owners.has(row.externalId) && (row.externalId === '' || adopts));
  for (const [key, owner] of await ownersByKey(em, realm, left)) owners.set(key, owner);
  return owners;
}

async function ownersByKey(
  em: EntityManager,
  realm: string,
  rows: readonly ImportedCustomer[],
): Promise<[string, Owner][]> {
  const keys = rows.map((row) => keyIdentifier(row.identifiers));
  const values = keys.filter((key) => key !== undefined);
  if (values.length === 0) return [];
  const candidates = await findKeyCandidates(em, realm, values);
  const matches = rows.map((row, at): KeyMatch => {
    const key = keys[at];
    return matchByKey(row, (key && candidates.get(`${key.kind}:${key.normalised}`)) ?? []);
  });
  const found = matches.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]));
  const accounts = new Map((await findAccountsById(em, [...new Set(found)])).map((one) => [one.id, one]));
  return rows.flatMap((row, at): [string, Owner][] => {
    const key = customerKey(row);
    const match = matches[at];
    if (key === null || match === undefined) return [];
    if (match.accountId === null)
      return match.blocked === null ? [] : [[key, { account: null, blocked: match.blocked }]];
    const account = accounts.get(match.accountId);
    return account === undefined ? [] : [[key, { account, by: match.proof }]];
  });
}
