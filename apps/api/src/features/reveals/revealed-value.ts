import type { RevealField } from '@relink/contract';
import { searchKindOfIdentifier, searchKindOfPart, type SearchKind } from '@relink/domain';
import type { Executor } from '../../platform/database/named-statement.ts';
import { type AccountRecord, readDetails } from '../accounts/index.ts';

/** A field as it stands: its value, what it counts as having been searched by, and what the log says of it. */
export type FieldValue = {
  readonly value: string;
  readonly taint: SearchKind | null;
  readonly facts: Readonly<Record<string, string>>;
};

/** Reads one field of an account; undefined where the account has no such thing. */
export async function readField(
  executor: Executor,
  account: AccountRecord,
  field: RevealField,
): Promise<FieldValue | undefined> {
  if ('identifierId' in field) {
    const identifier = account.identifiers.find(({ id }) => id === field.identifierId);
    if (!identifier) return undefined;
    const { id, kind, value } = identifier;
    return {
      value,
      taint: searchKindOfIdentifier(kind),
      facts: { field: 'identifier', identifierKind: kind, identifierId: id },
    };
  }
  const value = await readPart(executor, account, field.part);
  if (value === '') return undefined;
  return { value, taint: searchKindOfPart(field.part), facts: { field: field.part } };
}

type Part = Extract<RevealField, { part: unknown }>['part'];

async function readPart(executor: Executor, account: AccountRecord, part: Part): Promise<string> {
  switch (part) {
    case 'name':
      return `${account.firstName} ${account.lastName}`.trim();
    case 'note':
      return account.note;
    case 'address': {
      const [address] = (await readDetails(executor, account.id)).addresses;
      if (!address) return '';
      const { name, line1, line2, postcode, city, province, country } = address;
      return [name, line1, line2, `${postcode} ${city}`.trim(), province, country].filter(Boolean).join(', ');
    }
    case 'last-order': {
      const [order] = (await readDetails(executor, account.id)).orders;
      return order ? `${order.number}, ${order.placedAt.slice(0, 10)}, ${order.currency} ${order.total}` : '';
    }
  }
}
