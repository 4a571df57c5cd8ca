import {
  columnName,
  type HeaderOf,
  type ImportedGiftCard,
  type ImportedOwner,
  type ImportedSubscription,
  type RowIssue,
  rowIssue,
} from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { copyRows } from '../../platform/database/copy-rows.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { keepStakes } from '../accounts/index.ts';
import { RAISE_SECURITY_VERSIONS } from './customer-statements.ts';
import { lockAccounts, type LockedAccount } from './find-accounts.ts';
import { findAccountsOfOrders } from './find-identifiers.ts';
import { holdingEvents } from './holding-events.ts';
import { findHoldings, HOLDING_COLUMNS, updateHoldings } from './holding-statements.ts';
import type { BatchContext, Loadable } from './import-run.ts';
import type { Loader } from './load-batch.ts';
import type { LoadedBatch } from './loaded-batch.ts';
import type { ChangedHolding } from './write-details.ts';

/** What of a customer's lies in a table of its own, known by an id of the shop's. */
type Holding = ImportedOwner & { readonly externalId: string };
export type HoldingKind = {
  readonly table: keyof typeof HOLDING_COLUMNS;
  readonly is: ChangedHolding;
};
type Kind<T> = HoldingKind & {
  /** In the order of {@link HOLDING_COLUMNS}. */
  readonly values: (row: T) => readonly (string | null)[];
};

type Found = {
  readonly id: string;
  readonly externalId: string;
  readonly accountId: string;
  readonly values: readonly (string | null)[];
};
type Planned = {
  readonly line: number;
  readonly externalId: string;
  readonly values: readonly (string | null)[];
  readonly found: Found | undefined;
  /** Null where no account has what the row names. */
  readonly accountId: string | null;
};
type WithAccount = Planned & { readonly accountId: string };

export function giftCardLoader({ columns }: HeaderOf<'gift-cards'>): Loader<ImportedGiftCard> {
  return holdingLoader(columnName(columns, 'id'), {
    table: 'gift_card',
    is: 'gift-card',
    values: ({ lastCharacters, currency, balance, expiresOn }) => [
      lastCharacters,
      currency,
      balance,
      expiresOn,
    ],
  });
}

export function subscriptionLoader({ columns }: HeaderOf<'subscriptions'>): Loader<ImportedSubscription> {
  return holdingLoader(columnName(columns, 'id'), {
    table: 'subscription',
    is: 'subscription',
    values: ({ product, state, nextChargeOn }) => [product, state, nextChargeOn],
  });
}

function holdingLoader<T extends Holding>(column: string, kind: Kind<T>): Loader<T> {
  return {
    idOf: ({ externalId }) => externalId,
    repeated: { column, code: 'duplicate-id' },
    leadsTo: ({ customerId }) => ({ customerId: customerId ?? null, orderId: null }),
    load: (em, context, records) => load(em, context, records, kind),
  };
}

/**
 * Loads gift cards or subscriptions, each once, in the caller's transaction: to the account that an order of the same
 * customer would go to, a tombstone's to its survivor. One without an account is refused; one that is there stays
 * where it is when its file names nobody.
 */
async function load<T extends Holding>(
  em: EntityManager,
  context: BatchContext,
  records: readonly Loadable<T>[],
  kind: Kind<T>,
): Promise<LoadedBatch> {
  const planned = await plan(em, context.realm, records, kind);
  const owned = planned.filter((one): one is WithAccount => one.accountId !== null);
  const changed = owned.filter((one) => !isUnchanged(one));
  const accounts = await lockAccounts(em, [...new Set(changed.flatMap(accountsOf))]);
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const left = changed.flatMap((one) => issueOf(one, byId));
  const leftLines = new Set(left.map(({ line }) => line));
  const written = changed.filter(({ line }) => !leftLines.has(line));
  const unknown = planned
    .filter(({ accountId }) => accountId === null)
    .map(({ line }) => rowIssue(line, '', 'customer-unknown'));
  return {
    outcomes: [
      ...owned.filter(isUnchanged).map(() => 'unchanged' as const),
      ...written.map(({ found }) => (found === undefined ? 'created' : 'updated')),
      ...left.map(() => 'differing' as const),
    ],
    issues: [...left, ...unknown],
    entries: await write(em, context, kind, written),
  };
}

async function plan<T extends Holding>(
  em: EntityManager,
  realm: string,
  records: readonly Loadable<T>[],
  { table, values }: Kind<T>,
): Promise<Planned[]> {
  const rows = records.map(({ row }) => row);
  const ids = rows.map(({ externalId }) => externalId);
  const there = await runSql<Found>(em, findHoldings(table), [realm, ids]);
  const found = new Map(there.map((one) => [one.externalId, one]));
  const owners = await findAccountsOfOrders(em, realm, rows);
  return records.map(({ line, row }, at) => {
    const had = found.get(row.externalId);
    const accountId = owners[at]?.accountId ?? had?.accountId ?? null;
    return { line, externalId: row.externalId, values: values(row), found: had, accountId };
  });
}

function isUnchanged({ found, accountId, values }: Planned): boolean {
  return found?.accountId === accountId && values.every((value, at) => value === found.values[at]);
}

function accountsOf({ accountId, found }: WithAccount): string[] {
  return found === undefined ? [accountId] : [accountId, found.accountId];
}

/** Anything but an active account refuses every change. */
function issueOf(one: WithAccount, accounts: ReadonlyMap<string, LockedAccount>): RowIssue[] {
  const statuses = accountsOf(one).map((id) => accounts.get(id)?.status);
  if (statuses.every((status) => status === 'active')) return [];
  return [rowIssue(one.line, '', statuses.includes('merged') ? 'account-merged' : 'account-not-active')];
}

async function write(
  em: EntityManager,
  context: BatchContext,
  { table, is }: HoldingKind,
  written: readonly WithAccount[],
): Promise<LoadedBatch['entries']> {
  if (written.length === 0) return [];
  const { realm, now } = context;
  const columns = Object.keys(HOLDING_COLUMNS[table]);
  const created = written.filter(({ found }) => found === undefined);
  await copyRows(
    em,
    { table, columns: ['id', 'realm', 'external_id', 'account_id', ...columns] },
    created.map(({ externalId, accountId, values }) => [uuidv7(), realm, externalId, accountId, ...values]),
  );
  const updated = written.flatMap(({ found, accountId, values }) =>
    found === undefined
      ? []
      : [
          {
            id: found.id,
            account_id: accountId,
            ...Object.fromEntries(columns.map((name, at) => [name, values[at]])),
          },
        ],
  );
  if (updated.length > 0) await runSql(em, updateHoldings(table), [JSON.stringify(updated)]);
  const touched = [...new Set(written.flatMap(accountsOf))];
  await keepStakes(em, touched);
  await runSql(em, RAISE_SECURITY_VERSIONS, [JSON.stringify(touched.map((id) => ({ id }))), now]);
  return holdingEvents(context, new Map(touched.map((id) => [id, new Set([is])])));
}
