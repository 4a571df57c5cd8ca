import type { ContactPreference, HoldKind, Money } from '../merges/index.ts';
import { type Columns, hasColumn } from './columns.ts';
import type { CustomerField } from './fields.ts';
import { readDay } from './reading.ts';
import { readContactPreference, readYesNo } from './read-words.ts';
import type { RowReader } from './row-reader.ts';

/**
 * What a customer's row says besides who they are. What the file has no column for, or says unreadably, is not there
 * and stays as it is. The order of the fields is part of the fingerprint.
 */
export type ImportedDetails = {
  /** ISO 8601 date. */
  readonly birthDate?: string | null;
  readonly contactPreference?: ContactPreference | null;
  readonly points?: number;
  /** All there is, by currency. */
  readonly credits?: readonly Money[];
  readonly consents?: readonly ImportedConsent[];
  readonly holds?: readonly { readonly kind: HoldKind; readonly open: boolean }[];
  readonly secondFactor?: boolean;
};
export type ImportedConsent = { readonly topic: string; readonly granted: boolean };

type Draft = { -readonly [D in keyof ImportedDetails]: ImportedDetails[D] };

const CONSENTS = [
  ['acceptsEmailMarketing', 'email-marketing'],
  ['acceptsSmsMarketing', 'sms-marketing'],
] as const satisfies readonly (readonly [CustomerField, string])[];
const HOLDS = [
  ['legalHold', 'legal-hold'],
  ['fraudHold', 'fraud-hold'],
  ['openDispute', 'dispute'],
  ['dataRequest', 'data-request'],
] as const satisfies readonly (readonly [CustomerField, HoldKind])[];
const FIELDS = [
  ...['birthDate', 'contactPreference', 'points', 'storeCredit', 'secondFactor'],
  ...[...CONSENTS, ...HOLDS].map(([field]) => field),
] as CustomerField[];
const CURRENCY = /^[A-Z]{3}$/;
const MOST_POINTS = 1e12;

/** Whether a file says anything of this kind, told once per file. */
export function saysDetails(columns: Columns<CustomerField>): boolean {
  return FIELDS.some((field) => hasColumn(columns, field));
}

/** Reads the details of one row. */
export function readDetails(
  read: RowReader<CustomerField>,
  columns: Columns<CustomerField>,
): ImportedDetails {
  const details: Draft = {};
  const says = (field: CustomerField) => hasColumn(columns, field);
  if (says('birthDate')) set(details, 'birthDate', birthDateOf(read, columns));
  if (says('contactPreference')) set(details, 'contactPreference', preferenceOf(read));
  if (says('points')) set(details, 'points', pointsOf(read));
  if (says('storeCredit')) set(details, 'credits', creditsOf(read, columns));
  const answers = <K>(asked: readonly (readonly [CustomerField, K])[]) =>
    asked.flatMap(([field, of]) => {
      const yes = says(field) ? answerOf(read, field) : undefined;
      return yes === undefined ? [] : [{ of, yes }];
    });
  // An empty cell is no answer about a consent, and no hold.
  const consents = answers(CONSENTS.filter(([field]) => read.raw(field) !== ''));
  if (consents.length > 0) details.consents = consents.map(({ of, yes }) => ({ topic: of, granted: yes }));
  const holds = answers(HOLDS);
  if (holds.length > 0) details.holds = holds.map(({ of, yes }) => ({ kind: of, open: yes }));
  if (says('secondFactor')) set(details, 'secondFactor', answerOf(read, 'secondFactor'));
  return details;
}

function set<D extends keyof ImportedDetails>(details: Draft, detail: D, value: Draft[D]): void {
  if (value !== undefined) details[detail] = value;
}

function birthDateOf(
  read: RowReader<CustomerField>,
  { reading }: Columns<CustomerField>,
): string | null | undefined {
  const written = read.text('birthDate');
  if (written === '') return null;
  const day = readDay(written, reading.dates);
  if (day === null) read.note('birthDate', 'detail-unreadable');
  return day ?? undefined;
}

function preferenceOf(read: RowReader<CustomerField>): ContactPreference | null | undefined {
  const written = read.text('contactPreference');
  if (written === '') return null;
  const preference = readContactPreference(written);
  if (preference === undefined) read.note('contactPreference', 'detail-unreadable');
  return preference;
}

function pointsOf(read: RowReader<CustomerField>): number | undefined {
  const amount = read.amount('points');
  const points = amount === null ? NaN : Number(amount);
  if (Number.isInteger(points) && points >= 0 && points <= MOST_POINTS) return points;
  read.note('points', 'detail-unreadable');
  return undefined;
}

function creditsOf(
  read: RowReader<CustomerField>,
  { reading }: Columns<CustomerField>,
): readonly Money[] | undefined {
  const amount = read.money('storeCredit');
  if (amount === null) {
    read.note('storeCredit', 'detail-unreadable');
    return undefined;
  }
  if (amount === NOTHING) return [];
  const currency = read.text('storeCreditCurrency').toUpperCase() || (reading.currency ?? '');
  if (CURRENCY.test(currency)) return [{ currency, amount }];
  read.note('storeCredit', 'credit-without-currency');
  return undefined;
}

function answerOf(read: RowReader<CustomerField>, field: CustomerField): boolean | undefined {
  const yes = readYesNo(read.text(field));
  if (yes === undefined) read.note(field, 'detail-unreadable');
  return yes;
}

const NOTHING = '0.00';
