import type { HoldKind } from '../merges/index.ts';
import type { Columns, Header } from './columns.ts';
import { checkRow } from './check-row.ts';
import { OrderRows } from './group-order-rows.ts';
import type { MappedField } from './import-mapping.ts';
import { type ImportedCustomer, mapCustomer, type Mapped } from './map-customer.ts';
import type { ImportedDetails } from './map-details.ts';
import {
  type ImportedGiftCard,
  type ImportedSubscription,
  mapGiftCard,
  mapSubscription,
} from './map-holdings.ts';
import type { ImportedItem, ImportedOrder } from './map-order.ts';
import { PhoneReader } from './phone-reader.ts';
import type { RowIssue } from './row-issue.ts';

/** A row, or the rows of an order, as an import would read them; `read` is null where it would be refused. */
export type PreviewedRecord = {
  readonly line: number;
  readonly read: Readonly<Partial<Record<MappedField, string>>> | null;
  readonly issues: readonly RowIssue[];
};

/** Reads the first rows of a file as an import would, and writes nothing. */
export function previewRows(
  header: Header,
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
): PreviewedRecord[] {
  if (header.records === 'customers')
    return rows.map(({ line, cells }) => {
      const fault = checkRow(header.columns, cells, line);
      if (fault) return { line, read: null, issues: [fault] };
      const { row, issues } = mapCustomer(header.columns, cells, line);
      return { line, read: row && customerAsRead(row), issues };
    });
  if (header.records === 'gift-cards') return holdings(header.columns, rows, mapGiftCard, giftCardAsRead);
  if (header.records === 'subscriptions')
    return holdings(header.columns, rows, mapSubscription, subscriptionAsRead);
  const orders = new OrderRows(header.columns);
  const groups = [...rows.flatMap(({ line, cells }) => orders.push(cells, line)), ...orders.end()];
  return groups.map(({ line, order, items, issues }) => ({
    line,
    read: order && orderAsRead(order, items),
    issues,
  }));
}

type Row = { readonly line: number; readonly cells: readonly string[] };

function holdings<F extends string, T>(
  columns: Columns<F>,
  rows: readonly Row[],
  map: (columns: Columns<F>, cells: readonly string[], line: number, phones: PhoneReader) => Mapped<T>,
  asRead: (row: T) => PreviewedRecord['read'],
): PreviewedRecord[] {
  const phones = new PhoneReader();
  return rows.map(({ line, cells }) => {
    const fault = checkRow(columns, cells, line);
    if (fault) return { line, read: null, issues: [fault] };
    const { row, issues } = map(columns, cells, line, phones);
    return { line, read: row && asRead(row), issues };
  });
}

function giftCardAsRead({ externalId, expiresOn, ...card }: ImportedGiftCard): PreviewedRecord['read'] {
  return filled({ id: externalId, ...card, expiresOn: expiresOn ?? '' });
}

function subscriptionAsRead({
  externalId,
  nextChargeOn,
  ...subscription
}: ImportedSubscription): PreviewedRecord['read'] {
  return filled({ id: externalId, ...subscription, nextChargeOn: nextChargeOn ?? '' });
}

function detailsAsRead(details: ImportedDetails = {}): Partial<Record<MappedField, string>> {
  const { points, secondFactor } = details;
  const [credit] = details.credits ?? [];
  const consent = (wanted: string) => yesNo(details.consents?.find(({ topic }) => topic === wanted)?.granted);
  const hold = (wanted: HoldKind) => yesNo(details.holds?.find(({ kind }) => kind === wanted)?.open);
  return {
    birthDate: details.birthDate ?? '',
    contactPreference: details.contactPreference ?? '',
    points: points === undefined ? '' : String(points),
    storeCredit: credit?.amount ?? '',
    storeCreditCurrency: credit?.currency ?? '',
    acceptsEmailMarketing: consent('email-marketing'),
    acceptsSmsMarketing: consent('sms-marketing'),
    legalHold: hold('legal-hold'),
    fraudHold: hold('fraud-hold'),
    openDispute: hold('dispute'),
    dataRequest: hold('data-request'),
    secondFactor: yesNo(secondFactor),
  };
}

function yesNo(answer: boolean | undefined): string {
  return answer === undefined ? '' : answer ? 'yes' : 'no';
}

function customerAsRead(row: ImportedCustomer): PreviewedRecord['read'] {
  const identifier = (of: string, as: string) =>
    row.identifiers.find(({ kind, use }) => kind === of && use === as)?.value ?? '';
  return filled({
    id: row.externalId,
    firstName: row.firstName,
    lastName: row.lastName,
    fullName: `${row.firstName} ${row.lastName}`.trim(),
    email: identifier('email', 'login'),
    phone: identifier('phone', 'login'),
    username: identifier('username', 'login'),
    company: row.address?.company,
    line1: row.address?.line1,
    line2: row.address?.line2,
    city: row.address?.city,
    province: row.address?.province,
    country: row.address?.country ?? row.country ?? '',
    postcode: row.address?.postcode,
    addressPhone: identifier('phone', 'contact'),
    note: row.note,
    tags: row.tags.join(', '),
    ...detailsAsRead(row.details),
  });
}

function orderAsRead(order: ImportedOrder, items: readonly ImportedItem[]): PreviewedRecord['read'] {
  const listed = items.map(({ name, quantity }) => `${String(quantity)} × ${name}`).join(', ');
  return filled({
    number: order.number,
    id: order.externalId,
    customerId: order.customerId,
    email: order.email,
    phone: order.phone,
    placedAt: order.placedAt,
    paidAt: order.paidAt ?? '',
    cancelledAt: order.cancelledAt ?? '',
    financialStatus: order.financialStatus,
    fulfillmentStatus: order.fulfillmentStatus,
    status: [order.financialStatus, order.fulfillmentStatus].filter((one) => one !== '').join(', '),
    currency: order.currency,
    total: order.total,
    items: listed,
    itemName: listed,
    shipName: order.shipName,
    shipLine1: order.shipLine1,
    shipLine2: order.shipLine2,
    shipCity: order.shipCity,
    shipPostcode: order.shipPostcode,
    shipProvince: order.shipProvince,
    shipCountry: order.shipCountry,
    shipPhone: order.shipPhone,
  });
}

function filled(values: { readonly [F in MappedField]?: string | undefined }): PreviewedRecord['read'] {
  const filledIn = Object.entries<string | undefined>(values).filter(([, value]) => (value ?? '') !== '');
  return Object.fromEntries(filledIn);
}
