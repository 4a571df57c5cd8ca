import { type ImportedCustomer, type KnownAccount, planCustomerBatch } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { findAccounts, type FoundAccount, lockAccounts } from './find-accounts.ts';
import { findHolders, findIdentifiers } from './find-identifiers.ts';
import { BatchMoved } from './batch-moved.ts';
import type { BatchContext, Loadable } from './import-run.ts';
import type { LoadedBatch } from './loaded-batch.ts';
import { writeCustomers, type PlannedCustomer } from './write-customers.ts';

/**
 * Loads customers, each once, inside the caller's transaction: locks the accounts the batch is about and those that
 * sign in with what it wants, asks the domain what to change, and writes that.
 */
export async function loadCustomers(
  em: EntityManager,
  context: BatchContext,
  records: readonly Loadable<ImportedCustomer>[],
): Promise<LoadedBatch> {
  const { realm, importId } = context;
  const externalIds = records.map(({ row }) => row.externalId);
  const logins = records.flatMap(({ row }) => row.identifiers.filter(({ use }) => use === 'login'));
  const firstLine = records[0]?.line ?? 0;
  const holdersNow = () => findHolders(em, { realm, importId, beforeLine: firstLine }, logins);

  let accounts = await findAccounts(em, realm, externalIds);
  let holders = await holdersNow();
  const toLock = new Set([...accounts.map(({ id }) => id), ...holders.map(({ accountId }) => accountId)]);
  if (toLock.size > 0) {
    await lockAccounts(em, [...toLock]);
    accounts = await findAccounts(em, realm, externalIds);
    holders = await holdersNow();
    if (accounts.some(({ id }) => !toLock.has(id)) || holders.some(({ accountId }) => !toLock.has(accountId)))
      throw new BatchMoved();
  }
  const known = await knownAccounts(em, accounts);
  const fingerprints = new Map(records.map(({ row, fingerprint }) => [row.externalId, fingerprint]));
  const found = new Map(accounts.map((account) => [account.externalId, account]));
  const plans = planCustomerBatch(
    records.map(({ line, row }) => {
      const account = found.get(row.externalId);
      const print = fingerprints.get(row.externalId);
      const sameRow = print !== undefined && account?.fingerprint?.equals(print) === true;
      return {
        line,
        row,
        accountId: account?.id ?? uuidv7(),
        account: account
          ? { id: account.id, status: account.status, sameRow, identifiers: known.get(account.id) ?? [] }
          : null,
      };
    }),
    holders,
  );
  const planned: PlannedCustomer[] = plans.map((plan) => ({
    ...plan,
    fingerprint: fingerprints.get(plan.row.externalId) ?? Buffer.alloc(0),
  }));
  const entries = await writeCustomers(em, context, planned);
  return {
    outcomes: plans.map(({ outcome }) => outcome),
    issues: plans.flatMap(({ issues }) => issues),
    entries,
  };
}

async function knownAccounts(
  em: EntityManager,
  accounts: readonly FoundAccount[],
): Promise<ReadonlyMap<string, KnownAccount['identifiers']>> {
  return accounts.length === 0
    ? new Map()
    : findIdentifiers(
        em,
        accounts.map(({ id }) => id),
      );
}
