import type { ErasedPart } from '@relink/domain';
import type { Person } from './person.ts';

/** What stands where something was, in a column that may not be empty: in SQL. */
export const GONE = `'(erased)'`;
/** The same where it must differ from row to row. */
export const apart = (id: string) => `'erased:' || ${id}`;

/** One statement of an erasure; its rows are counted under its part. */
export type EraseStatement = {
  readonly part: ErasedPart;
  readonly text: string;
  readonly values: (person: Person, now: Date) => readonly unknown[];
};

export const accounts = ({ accountIds }: Person) => [accountIds];
export const accountsAt = ({ accountIds }: Person, now: Date) => [accountIds, now];
export const cases = ({ caseIds }: Person) => [caseIds];
export const either = ({ accountIds, caseIds }: Person) => [accountIds, caseIds];
/** Whatever is reached by an account, an identifier or a value, and when. */
export const reached = (person: Person, now: Date) => [
  person.accountIds,
  person.identifierIds,
  person.contacts.flatMap(({ value, normalised }) => [value, normalised]),
  now,
];
