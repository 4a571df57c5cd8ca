import type { AddressFacts, MergeAccountFacts, MergeChoices } from './merge-facts.ts';
import { MERGE_FIELDS, type MergeField, type MergeSide } from './merge.ts';
import { saysNoMore } from './same-address.ts';

export type MergeSides = Readonly<Record<MergeField, MergeSide | 'both'>>;

/** What an account says in a field, for comparing; empty when it says nothing. */
const VALUE: Readonly<Record<MergeField, (account: MergeAccountFacts) => string>> = {
  name: ({ firstName, lastName }) => `${firstName.trim()} ${lastName.trim()}`.trim(),
  language: ({ language }) => language.trim(),
  birthDate: ({ birthDate }) => birthDate ?? '',
  defaultAddress: (account) => defaultAddress(account)?.id ?? '',
  contactPreference: ({ contactPreference }) => contactPreference ?? '',
};

/** The address that is an account's default one; null where there is none. */
export function defaultAddress({ addresses }: MergeAccountFacts): AddressFacts | null {
  return addresses.find(({ isDefault }) => isDefault) ?? null;
}

/** The side of each field: what was chosen, else the survivor's unless it is empty and the other's is not. */
export function mergeSides(
  survivor: MergeAccountFacts,
  other: MergeAccountFacts,
  { fields = {} }: MergeChoices,
): MergeSides {
  const byDefault = (field: MergeField): MergeSide =>
    VALUE[field](survivor) === '' && VALUE[field](other) !== '' ? 'other' : 'survivor';
  const side = (field: MergeField) => fields[field] ?? byDefault(field);
  return {
    name: side('name'),
    language: side('language'),
    birthDate: side('birthDate'),
    defaultAddress: side('defaultAddress'),
    contactPreference: side('contactPreference'),
  };
}

/** The fields in which both accounts have a value and the two differ, in the order of MERGE_FIELDS. */
export function mergeConflicts(survivor: MergeAccountFacts, other: MergeAccountFacts): MergeField[] {
  return MERGE_FIELDS.filter((field) => {
    if (field === 'defaultAddress') return defaultsDiffer(survivor, other);
    const [one, two] = [VALUE[field](survivor), VALUE[field](other)];
    return one !== '' && two !== '' && one !== two;
  });
}

/** The fields of which both sides together make sense, whatever they are. */
export const MAY_KEEP_BOTH: readonly MergeField[] = ['contactPreference'];

/** The conflicts that keeping both resolves. */
export function mayKeepBoth(survivor: MergeAccountFacts, other: MergeAccountFacts): MergeField[] {
  return mergeConflicts(survivor, other).filter((field) => MAY_KEEP_BOTH.includes(field));
}

function defaultsDiffer(survivor: MergeAccountFacts, other: MergeAccountFacts): boolean {
  const [one, two] = [defaultAddress(survivor), defaultAddress(other)];
  return one !== null && two !== null && !saysNoMore(two, one);
}
