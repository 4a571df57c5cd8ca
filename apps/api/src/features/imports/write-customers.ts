import type { CustomerPlan } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AuditEntry } from '../audit/index.ts';
import * as sql from './customer-statements.ts';
import type { BatchContext } from './import-run.ts';

export type PlannedCustomer = CustomerPlan & { readonly fingerprint: Buffer };

/**
 * Writes a planned batch with one statement per table and gives an event for each account that was there before and
 * whose identifiers changed. Releases come first: a login that moves is unique at every moment.
 */
export async function writeCustomers(
  em: EntityManager,
  context: BatchContext,
  plans: readonly PlannedCustomer[],
): Promise<AuditEntry[]> {
  const { realm, now, linkedSince } = context;
  const write = async (statement: string, rows: readonly unknown[], ...more: unknown[]) => {
    if (rows.length > 0) await runSql(em, statement, [JSON.stringify(rows), ...more]);
  };
  const writing = plans.filter(({ writesAccount }) => writesAccount);
  const accounts = (created: boolean) =>
    writing.filter(({ account }) => (account === null) === created).map(accountRow);
  await write(sql.INSERT_ACCOUNTS, accounts(true), realm, now, linkedSince);
  await write(sql.UPDATE_ACCOUNTS, accounts(false), now);
  await write(
    sql.DROP_ADDRESSES,
    writing.filter(({ account, row }) => account !== null && row.address === null).map(idOf),
  );
  await write(
    sql.PUT_ADDRESSES,
    writing.flatMap(({ accountId, row }) =>
      row.address === null ? [] : [{ account_id: accountId, ...row.address }],
    ),
  );
  await write(
    sql.RELEASE_IDENTIFIERS,
    plans.flatMap(({ release }) => release),
    now,
  );
  await write(
    sql.RESPELL_IDENTIFIERS,
    plans.flatMap(({ respell }) => respell),
    now,
  );
  await write(
    sql.INSERT_IDENTIFIERS,
    plans.flatMap(({ accountId, add }) =>
      add.map((identifier) => ({ id: uuidv7(), account_id: accountId, ...identifier })),
    ),
    realm,
    now,
    linkedSince,
  );
  const changed = changedAccounts(plans);
  await write(
    sql.RAISE_SECURITY_VERSIONS,
    [...changed].map((id) => ({ id })),
    now,
  );
  return events(context, plans, changed);
}

function idOf({ accountId }: PlannedCustomer): { id: string } {
  return { id: accountId };
}

function accountRow({ accountId, row, fingerprint }: PlannedCustomer): Record<string, unknown> {
  return {
    id: accountId,
    external_id: row.externalId,
    first_name: row.firstName,
    last_name: row.lastName,
    search_name: row.searchName,
    language: row.language,
    country: row.country,
    note: row.note,
    tags: row.tags,
    fingerprint: `\\x${fingerprint.toString('hex')}`,
  };
}

/** The accounts that were there before and whose identifiers change, those that others take from included. */
function changedAccounts(plans: readonly PlannedCustomer[]): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const { account, accountId, add, release } of plans) {
    for (const one of release) changed.add(one.accountId);
    if (account !== null && add.length > 0) changed.add(accountId);
  }
  return changed;
}

function events(
  { importId }: BatchContext,
  plans: readonly PlannedCustomer[],
  changed: ReadonlySet<string>,
): AuditEntry[] {
  const released = new Map<string, { kind: string; value: string; reason: string }[]>();
  for (const { accountId, kind, value, reason } of plans.flatMap(({ release }) => release)) {
    const list = released.get(accountId) ?? [];
    released.set(accountId, [...list, { kind, value, reason }]);
  }
  const added = new Map(plans.map(({ accountId, add }) => [accountId, add]));
  return [...changed].map((accountId) => ({
    action: 'identifier.imported',
    origin: 'import',
    accountId,
    facts: { importId },
    before: { released: released.get(accountId) ?? [] },
    after: { added: (added.get(accountId) ?? []).map(({ kind, use, value }) => ({ kind, use, value })) },
  }));
}
