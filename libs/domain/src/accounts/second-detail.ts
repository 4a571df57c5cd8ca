import { type AgentRole, roleHolds } from '../agents/index.ts';
import { foldDigits } from '../identifiers/index.ts';
import { normalisePostcode } from '../verification/index.ts';
import type { SearchKind } from './account.ts';

/** What a caller is asked for beside a name, so that the desk is no directory. */
export const SECOND_DETAILS = ['postcode', 'orderMonth', 'phoneLast4'] as const;
export type SecondDetailKind = (typeof SECOND_DETAILS)[number];

/** A second detail, ready to be compared; a month as `2026-03`. */
export type SecondDetail = { readonly kind: SecondDetailKind; readonly value: string };

/** The details as they were typed. */
export type TypedDetails = { readonly [K in SecondDetailKind]?: string | undefined };

const SEARCHED_BY: Readonly<Record<SecondDetailKind, SearchKind>> = {
  postcode: 'postcode',
  orderMonth: 'order-month',
  phoneLast4: 'phone-digits',
};
const FEWEST_LETTERS = 2;

/**
 * Whether what was typed reads as a name: at least two letters or one character that is a word of its own, and neither
 * a digit nor an @. It may be a username just as well, and is looked for as one without a second detail.
 */
export function looksLikeName(typed: string): boolean {
  const text = foldDigits(typed.normalize('NFKC')).trim();
  if (/[\d@]/.test(text)) return false;
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length >= FEWEST_LETTERS || /\p{Script=Han}/u.test(text);
}

/** The first detail that can be compared, or null: digits of any script, a postcode in any spelling. */
export function secondDetailOf(typed: TypedDetails): SecondDetail | null {
  const digits = foldDigits((typed.phoneLast4 ?? '').normalize('NFKC')).replace(/\D/g, '');
  if (/^\d{4}$/.test(digits)) return { kind: 'phoneLast4', value: digits };
  const postcode = postcodeKey(typed.postcode ?? '');
  if (postcode !== '') return { kind: 'postcode', value: postcode };
  const month = foldDigits((typed.orderMonth ?? '').normalize('NFKC')).trim();
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) ? { kind: 'orderMonth', value: month } : null;
}

/** A postcode as accounts are found by it: an American ZIP+4 is its ZIP. Empty when nothing is left. */
export function postcodeKey(raw: string): string {
  return normalisePostcode(raw).replace(/^(\d{4,5})\d{4}$/, '$1');
}

/** Whether a role finds nobody by a name alone. */
export function needsSecondDetail(role: AgentRole): boolean {
  return !roleHolds(role, 'accounts.view-outside-case');
}

/** What a detail that found an account is kept as: it proves nothing about the account afterwards. */
export function searchKindOfDetail(kind: SecondDetailKind): SearchKind {
  return SEARCHED_BY[kind];
}
