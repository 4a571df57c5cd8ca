import type { MergeColumn } from '@relink/contract';
import {
  type AddressFacts,
  addMoney,
  type IdentifierFacts,
  maskIdentifier,
  maskName,
  type MergeAccountFacts,
  type MergeSide,
} from '@relink/domain';
import type { MergeAccountCounts } from './read-merge-account.ts';

/** Whether what is personal of each side is masked: it is shown only where the caller has proven that account. */
export type MaskedSides = Readonly<Record<MergeSide, boolean>>;

/** One account, or what becomes of both, as a column shows it. */
export type ColumnOf = {
  readonly account: MergeAccountFacts;
  readonly counts: MergeAccountCounts;
  /** Null of the result. */
  readonly accountId: string | null;
  /** The side that an identifier or an address comes from. */
  readonly sideOf: (thing: { readonly id: string }) => MergeSide;
  /** The side that the name is of, and the birth date. */
  readonly nameSide: MergeSide;
  readonly birthDateSide: MergeSide;
  readonly masked: MaskedSides;
  /** Whether nobody has proven who calls: then a masked column says no more than an account page does. */
  readonly unproven: boolean;
  /** As it was written; an identifier is known to the rules in its normal form only. */
  readonly valueOf: (identifier: IdentifierFacts) => string;
};

const HIDDEN = '•••';

/** A column of the merge page, its personal values masked. */
export function mergeColumn(column: ColumnOf): MergeColumn {
  const { account, counts, accountId, sideOf, nameSide, birthDateSide, masked, valueOf } = column;
  const anyMasked = column.accountId === null ? masked.survivor || masked.other : masked[nameSide];
  const hides = anyMasked && column.unproven;
  const name = `${account.firstName} ${account.lastName}`.trim();
  const addressIn = (address: AddressFacts | undefined) =>
    address === undefined ? '' : displayAddress(address, masked[sideOf(address)]);
  return {
    accountId,
    status: account.status,
    masked: anyMasked,
    fields: {
      name: masked[nameSide] ? maskName(name) : name,
      language: hides ? '' : account.language,
      birthDate: account.birthDate !== null && masked[birthDateSide] ? HIDDEN : (account.birthDate ?? ''),
      defaultAddress: addressIn(account.addresses.find(({ isDefault }) => isDefault)),
      contactPreference: hides ? '' : (account.contactPreference ?? ''),
    },
    beganYear: account.createdAt === null ? null : new Date(account.createdAt).getUTCFullYear(),
    identifiers: account.identifiers.map((identifier) => {
      const { id, kind, use, state, normalised } = identifier;
      const from = sideOf(identifier);
      const display = masked[from] ? maskIdentifier(kind, normalised) : valueOf(identifier);
      return { id, from, kind, use, state, display, primary: account.primaryIds.includes(id) };
    }),
    addresses: account.addresses.map((address) => ({
      id: address.id,
      from: sideOf(address),
      isDefault: address.isDefault,
      display: addressIn(address),
    })),
    orderCount: counts.orders,
    // The sum of one order answers a question that is asked to prove who calls.
    orderTotals: anyMasked ? [] : [...counts.orderTotals],
    ...(hides ? NOTHING_TOLD : belongings(account)),
    holds: [...account.holds],
    note: anyMasked ? '' : account.note,
    tags: anyMasked ? [] : [...account.tags],
    caseCount: counts.cases,
    messageCount: counts.messages,
    hasPassword: account.hasPassword,
    hasSecondFactor: account.hasSecondFactor,
  };
}

type Belongings = Pick<
  MergeColumn,
  'points' | 'credits' | 'giftCards' | 'subscriptions' | 'consents' | 'contactPreference'
>;

const NOTHING_TOLD: Belongings = {
  points: 0,
  credits: [],
  giftCards: [],
  subscriptions: [],
  consents: [],
  contactPreference: null,
};

function belongings(account: MergeAccountFacts): Belongings {
  const { points, credits, giftCards, subscriptions, consents, contactPreference } = account;
  return {
    points,
    credits: [...credits],
    giftCards: addMoney(giftCards.map(({ currency, balance }) => ({ currency, amount: balance }))),
    subscriptions: subscriptions.map(({ product, state }) => ({ product, state })),
    consents: consents.map(({ topic, granted }) => ({ topic, granted })),
    contactPreference,
  };
}

function displayAddress(address: AddressFacts, masked: boolean): string {
  const { name, company, line1, line2, postcode, city, province, country } = address;
  if (masked) return [HIDDEN, country].filter((part) => part !== '').join(', ');
  const place = [postcode, city].filter((part) => part !== '').join(' ');
  return [name, company, line1, line2, place, province, country].filter((part) => part !== '').join(', ');
}
