import type { CustomerPlan, Said } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AuditEntry } from '../audit/index.ts';
import { bytes, type Cell, copyRows, textArray } from '../../platform/database/copy-rows.ts';
import * as sql from './customer-statements.ts';
import { holdingEvents } from './holding-events.ts';
import type { BatchContext } from './import-run.ts';
import { changeDetails, hasBalance, writeNewDetails } from './write-details.ts';

export type PlannedCustomer = CustomerPlan & { readonly fingerprint: Buffer };

/**
 * Writes a planned batch with one statement per table and gives an event for each account that was there before and
 * whose identifiers changed. Releases come first: a login that moves is unique at every moment.
 */
export async function writeCustomers(
  em: EntityManager,
  context: BatchContext,
  plans: readonly PlannedCustomer[],
  said: Said,
): Promise<AuditEntry[]> {
  const { now } = context;
  const write = async (statement: string, rows: readonly unknown[], ...more: unknown[]) => {
    if (rows.length > 0) await runSql(em, statement, [JSON.stringify(rows), ...more]);
  };
  const created = plans.filter(({ account }) => account === null);
  const rewritten = plans.filter(({ account, writesAccount }) => account !== null && writesAccount);
  await copyRows(
    em,
    sql.ACCOUNTS,
    created.map((plan) => newAccount(plan, context)),
  );
  await copyRows(em, sql.ADDRESSES, created.flatMap(newAddress));
  await writeNewDetails(em, now, created);
  await write(
    sql.UPDATE_ACCOUNTS,
    rewritten.map((plan) => changedAccount(plan, said)),
    now,
  );
  if (said.address) await writeAddresses(write, rewritten);
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
  await copyRows(
    em,
    sql.IDENTIFIERS,
    plans.flatMap((plan) => newIdentifiers(plan, context)),
  );
  const changed = changedAccounts(plans);
  const holdings = await changeDetails(
    em,
    now,
    rewritten,
    plans.flatMap(({ survivorHolds }) => survivorHolds),
  );
  await write(
    sql.RAISE_SECURITY_VERSIONS,
    [...new Set([...changed, ...holdings.keys()])].map((id) => ({ id })),
    now,
  );
  return [...events(context, plans, changed), ...holdingEvents(context, holdings)];
}

type Write = (statement: string, rows: readonly unknown[]) => Promise<void>;

async function writeAddresses(write: Write, rewritten: readonly PlannedCustomer[]): Promise<void> {
  const isSurvivor = ({ account }: PlannedCustomer) => account?.isSurvivor === true;
  const alone = rewritten.filter((plan) => !isSurvivor(plan));
  await write(sql.DROP_ADDRESSES, alone.filter(({ row }) => row.address === null).map(idOf));
  await write(sql.PUT_ADDRESSES, alone.flatMap(changedAddress));
  await write(sql.ADD_ADDRESSES, rewritten.filter(isSurvivor).flatMap(changedAddress));
}

function changedAddress({ accountId, row: { address } }: PlannedCustomer): Record<string, unknown>[] {
  return address === null ? [] : [{ account_id: accountId, ...address }];
}

function idOf({ accountId }: PlannedCustomer): { id: string } {
  return { id: accountId };
}

/** An account that a later import brings began before that import at the latest. */
function newAccount(
  { accountId, row, details, fingerprint }: PlannedCustomer,
  context: BatchContext,
): Cell[] {
  const { realm, now, linkedSince } = context;
  const name = [row.firstName, row.lastName, row.searchName];
  const more = [row.language, row.country, row.note, textArray(row.tags)];
  const { birthDate = null, contactPreference = null, points = 0 } = details;
  const holdings = [birthDate, contactPreference, points, hasBalance(details)];
  const since = [bytes(fingerprint), linkedSince, now, now];
  return [accountId, realm, row.externalId || null, ...name, ...more, ...holdings, ...since];
}

function newAddress({ accountId, row: { address } }: PlannedCustomer): Cell[][] {
  if (address === null) return [];
  const { name, company, line1, line2, city, province, postcode, country, phone } = address;
  return [[accountId, true, name, company, line1, line2, city, province, postcode, country, phone]];
}

function newIdentifiers({ accountId, add }: PlannedCustomer, context: BatchContext): Cell[][] {
  const { realm, now, linkedSince } = context;
  return add.map(({ kind, use, value, normalised, alias, reachable }) => {
    const what = [kind, use, 'verified', value, normalised, alias, reachable];
    return [uuidv7(), accountId, realm, ...what, linkedSince, 'import', now, now];
  });
}

function changedAccount(
  { accountId, row, fingerprint }: PlannedCustomer,
  said: Said,
): Record<string, unknown> {
  const name = {
    first_name: row.firstName,
    last_name: row.lastName,
    search_name: row.searchName,
    // Told by the name and the country: by one alone it would be told worse than it is known.
    ...(said.country ? { language: row.language } : {}),
  };
  return {
    id: accountId,
    external_id: row.externalId || null,
    ...(said.name ? name : {}),
    country: row.country,
    says_country: said.country,
    ...(said.note ? { note: row.note } : {}),
    ...(said.tags ? { tags: row.tags } : {}),
    fingerprint: bytes(fingerprint),
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
