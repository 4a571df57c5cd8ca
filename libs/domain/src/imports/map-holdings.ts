import type { SubscriptionState } from '../merges/index.ts';
import type { Columns } from './columns.ts';
import type { GiftCardField, SubscriptionField } from './fields.ts';
import type { Mapped } from './map-customer.ts';
import type { PhoneReader } from './phone-reader.ts';
import { readDay } from './reading.ts';
import { type ImportedOwner, readOwner } from './read-owner.ts';
import { readSubscriptionState } from './read-words.ts';
import { RowReader } from './row-reader.ts';

/** A gift card and whose it is. `balance` is decimal with two places, `expiresOn` an ISO 8601 date. */
export type ImportedGiftCard = ImportedOwner & {
  readonly externalId: string;
  readonly lastCharacters: string;
  readonly currency: string;
  readonly balance: string;
  readonly expiresOn: string | null;
};

/** A subscription and whose it is. `nextChargeOn` is an ISO 8601 date. */
export type ImportedSubscription = ImportedOwner & {
  readonly externalId: string;
  readonly product: string;
  readonly state: SubscriptionState;
  readonly nextChargeOn: string | null;
};

const CURRENCY = /^[A-Z]{3}$/;
const SHOWN_CHARACTERS = 8;

/** Reads one row of gift cards. `row` is null when it is refused. */
export function mapGiftCard(
  columns: Columns<GiftCardField>,
  cells: readonly string[],
  line: number,
  phones: PhoneReader,
): Mapped<ImportedGiftCard> {
  const read = new RowReader(columns, cells, line);
  const refuse = () => ({ row: null, issues: read.issues });
  const externalId = idOf(read);
  if (externalId === null) return refuse();
  const balance = read.money('balance');
  if (balance === null) {
    read.note('balance', 'amount-unreadable');
    return refuse();
  }
  const currency = read.text('currency').toUpperCase() || (columns.reading.currency ?? '');
  if (!CURRENCY.test(currency)) {
    read.note('currency', 'currency-missing');
    return refuse();
  }
  const row: ImportedGiftCard = {
    externalId,
    ...readOwner(read, phones, columns.reading.country),
    lastCharacters: [...read.text('lastCharacters')].slice(-SHOWN_CHARACTERS).join(''),
    currency,
    balance,
    expiresOn: dayOf(read, columns, 'expiresOn'),
  };
  return { row, issues: read.issues };
}

/** Reads one row of subscriptions. `row` is null when it is refused. */
export function mapSubscription(
  columns: Columns<SubscriptionField>,
  cells: readonly string[],
  line: number,
  phones: PhoneReader,
): Mapped<ImportedSubscription> {
  const read = new RowReader(columns, cells, line);
  const refuse = () => ({ row: null, issues: read.issues });
  const externalId = idOf(read);
  if (externalId === null) return refuse();
  const state = readSubscriptionState(read.text('state'));
  if (state === undefined) {
    read.note('state', 'state-unreadable');
    return refuse();
  }
  const row: ImportedSubscription = {
    externalId,
    ...readOwner(read, phones, columns.reading.country),
    product: read.text('product'),
    state,
    nextChargeOn: dayOf(read, columns, 'nextChargeOn'),
  };
  return { row, issues: read.issues };
}

/** These are known by their id alone. */
function idOf(read: RowReader<'id'>): string | null {
  const id = read.id('id');
  if (id === '') read.note('id', 'id-missing');
  return id === '' ? null : id;
}

function dayOf<F extends string>(read: RowReader<F>, { reading }: Columns<F>, field: F): string | null {
  const written = read.text(field);
  if (written === '') return null;
  const day = readDay(written, reading.dates);
  if (day === null) read.note(field, 'date-left-out');
  return day;
}
