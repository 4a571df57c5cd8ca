import {
  customerKey,
  type ImportedCustomer,
  type KnownIdentifier,
  mayBeSamePerson,
  type RowIssue,
  type RowIssueCode,
  rowIssue,
  sharesIdentifier,
} from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { type FoundAccount, seeIds } from './find-accounts.ts';
import type { Owner } from './find-owners.ts';
import type { Loadable } from './import-run.ts';
import type { CustomerFile } from './load-customers.ts';

type CustomerRecord = Loadable<ImportedCustomer>;

/** A row and the account it is about; null where it makes a new one. */
export type Claimed = { readonly record: CustomerRecord; readonly account: FoundAccount | null };

type Found = {
  readonly owners: ReadonlyMap<string, Owner>;
  readonly known: ReadonlyMap<string, readonly KnownIdentifier[]>;
  readonly file: CustomerFile;
};

/**
 * Settles which row is about which account: each account once in a file, and only where row and account may be of one
 * person. `left` says of each other row why it changes nothing.
 */
export async function settleOwners(
  em: EntityManager,
  importId: string,
  records: readonly CustomerRecord[],
  { owners, known, file }: Found,
): Promise<{ readonly claimed: readonly Claimed[]; readonly left: readonly RowIssue[] }> {
  const claimed: Claimed[] = [];
  const left: RowIssue[] = [];
  const once = new Set<string>();
  const toSee: { readonly id: string; readonly line: number }[] = [];
  for (const record of records) {
    const leave = (code: RowIssueCode) => left.push(rowIssue(record.line, columnOf(record.row, file), code));
    const owner = owners.get(customerKey(record.row) ?? '');
    if (owner === undefined) claimed.push({ record, account: null });
    else if (owner.account === null) leave(owner.blocked ?? 'held-in-relink');
    else if (isSame(record.row, owner, known, file)) {
      if (once.has(owner.account.id)) leave('account-in-file-already');
      else claimed.push({ record, account: owner.account });
      once.add(owner.account.id);
      if (!file.trustsIds) toSee.push({ id: `account:${owner.account.id}`, line: record.line });
    } else if (record.row.externalId !== '' && owner.by !== 'id') claimed.push({ record, account: null });
    else leave('somebody-else');
  }
  if (toSee.length === 0) return { claimed, left };
  // A row with another key may have been about the account in an earlier batch of the file.
  const first = new Map(toSee.map((one) => [one.id, one] as const).reverse());
  const fresh = await seeIds(em, importId, [...first.values()]);
  const isFresh = ({ account }: Claimed) => account === null || fresh.has(`account:${account.id}`);
  const late = claimed.filter((one) => !isFresh(one)).map(({ record }) => record);
  return {
    claimed: claimed.filter(isFresh),
    left: [
      ...left,
      ...late.map(({ line, row }) => rowIssue(line, columnOf(row, file), 'account-in-file-already')),
    ],
  };
}

function isSame(
  row: ImportedCustomer,
  owner: Extract<Owner, { by: string }>,
  known: Found['known'],
  { trustsIds }: CustomerFile,
): boolean {
  const { searchName, id } = owner.account;
  const account = { searchName, identifiers: known.get(id) ?? [] };
  if (owner.by === 'id') return trustsIds || mayBeSamePerson(row, account, 'id');
  return owner.by === 'name' ? mayBeSamePerson(row, account, 'key') : sharesIdentifier(row, account, 'key');
}

function columnOf({ externalId, identifiers }: ImportedCustomer, { said }: CustomerFile): string {
  if (externalId !== '') return '';
  const byEmail = identifiers.some(({ kind, use }) => kind === 'email' && use === 'login');
  return byEmail ? said.columns.email : said.columns.phone;
}
