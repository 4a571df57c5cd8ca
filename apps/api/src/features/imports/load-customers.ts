import {
  columnName,
  customerKey,
  type CustomerToPlan,
  type HeaderOf,
  type ImportedCustomer,
  type KnownIdentifier,
  planCustomerBatch,
  type Said,
  saidBy,
} from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { BatchMoved } from './batch-moved.ts';
import { findSurvivors, type FoundAccount, lockAccounts } from './find-accounts.ts';
import { findHolders, findIdentifiers } from './find-identifiers.ts';
import { findOwners, type Owner } from './find-owners.ts';
import type { BatchContext, Loadable } from './import-run.ts';
import type { Loader } from './load-batch.ts';
import type { LoadedBatch } from './loaded-batch.ts';
import { type Claimed, settleOwners } from './settle-owners.ts';
import { type PlannedCustomer, writeCustomers } from './write-customers.ts';

/** What all rows of a file of customers have in common. */
export type CustomerFile = {
  readonly said: Said;
  /** Whether its ids are the shop system's own, and not numbers that another file may have too. */
  readonly trustsIds: boolean;
  /** Whether there are accounts that a file without ids brought. */
  readonly adopts: boolean;
};

/** How the customers of a file are loaded. */
export function customerLoader(
  { kind, columns }: HeaderOf<'customers'>,
  adopts: boolean,
): Loader<ImportedCustomer> {
  const file: CustomerFile = { said: saidBy(columns), trustsIds: kind === 'shopify-customers', adopts };
  const idColumn = columnName(columns, 'id');
  return {
    idOf: (row) => customerKey(row) ?? '',
    leadsTo: ({ externalId }) => ({ customerId: externalId, orderId: null }),
    repeated:
      idColumn === ''
        ? { column: file.said.columns.email, code: 'duplicate-key' }
        : { column: idColumn, code: 'duplicate-id' },
    load: (em, context, records) => loadCustomers(em, context, records, file),
  };
}

/**
 * Loads customers, each once, inside the caller's transaction: locks the accounts the batch is about and those that
 * sign in with what it wants, asks the domain what to change, and writes that.
 */
async function loadCustomers(
  em: EntityManager,
  context: BatchContext,
  records: readonly Loadable<ImportedCustomer>[],
  file: CustomerFile,
): Promise<LoadedBatch> {
  const { realm, importId } = context;
  const rows = records.map(({ row }) => row);
  const logins = rows.flatMap(({ identifiers }) => identifiers.filter(({ use }) => use === 'login'));
  const firstLine = records[0]?.line ?? 0;
  const ownersNow = () => findOwners(em, realm, rows, file.adopts);
  const holdersNow = () => findHolders(em, { realm, importId, beforeLine: firstLine }, logins);

  let owners = await ownersNow();
  let holders = await holdersNow();
  const toLock = new Set([
    ...accountIds(owners),
    ...survivorIds(owners),
    ...holders.map(({ accountId }) => accountId),
  ]);
  if (toLock.size > 0) {
    await lockAccounts(em, [...toLock]);
    owners = await ownersNow();
    holders = await holdersNow();
    const all = [...accountIds(owners), ...survivorIds(owners), ...holders.map(({ accountId }) => accountId)];
    if (all.some((id) => !toLock.has(id))) throw new BatchMoved();
  }
  const known = await knownIdentifiers(em, accountIds(owners));
  const settled = await settleOwners(em, importId, records, { owners, known, file });
  const survivors = await findSurvivors(em, changedIds(settled.claimed));
  const plans = planCustomerBatch(
    settled.claimed.map((one) => toPlan(one, known, survivors)),
    holders,
    file.said,
  );
  const fingerprints = new Map(records.map(({ row, fingerprint }) => [row, fingerprint]));
  const planned: PlannedCustomer[] = plans.map((plan) => ({
    ...plan,
    fingerprint: fingerprints.get(plan.row) ?? Buffer.alloc(0),
  }));
  const entries = await writeCustomers(em, context, planned, file.said);
  return {
    outcomes: [...plans.map(({ outcome }) => outcome), ...settled.left.map(() => 'differing' as const)],
    issues: [...plans.flatMap(({ issues }) => issues), ...settled.left],
    entries,
  };
}

function toPlan(
  { record, account }: Claimed,
  known: ReadonlyMap<string, readonly KnownIdentifier[]>,
  survivors: ReadonlySet<string>,
): CustomerToPlan {
  const { line, row } = record;
  if (account === null) return { line, row, accountId: uuidv7(), account: null };
  const { id, status, mergedInto } = account;
  const sameRow = isSameRow(record, account);
  const isSurvivor = survivors.has(id);
  const hasId = account.externalId !== null;
  return {
    line,
    row,
    accountId: id,
    account: { id, status, mergedInto, hasId, sameRow, isSurvivor, identifiers: known.get(id) ?? [] },
  };
}

function isSameRow({ fingerprint }: Claimed['record'], account: FoundAccount): boolean {
  return account.fingerprint?.equals(fingerprint) === true;
}

function changedIds(claimed: readonly Claimed[]): string[] {
  return claimed.flatMap(({ record, account }) =>
    account === null || isSameRow(record, account) ? [] : [account.id],
  );
}

function accountIds(owners: ReadonlyMap<string, Owner>): string[] {
  return [...owners.values()].flatMap(({ account }) => (account === null ? [] : [account.id]));
}

/** Where the tombstones among them lead: what holds of those is said of these. */
function survivorIds(owners: ReadonlyMap<string, Owner>): string[] {
  return [...owners.values()].flatMap(({ account }) => account?.mergedInto ?? []);
}

async function knownIdentifiers(
  em: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownIdentifier[]>> {
  return ids.length === 0 ? new Map() : findIdentifiers(em, ids);
}
