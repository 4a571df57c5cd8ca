import type { CustomerField, OwnerField, Sources } from './fields.ts';
import type { Layout } from './layout.ts';
import type { Reading } from './reading.ts';

/** Columns that any file of customers may have besides its own; Shopify's exports have those of marketing. */
export const CUSTOMER_DETAILS = {
  birthDate: ['birth date', 'date of birth', 'birthday', 'birthdate'],
  contactPreference: ['preferred contact', 'contact preference'],
  points: ['loyalty points', 'points balance', 'points'],
  storeCredit: ['store credit', 'store credit balance'],
  storeCreditCurrency: ['store credit currency'],
  acceptsEmailMarketing: ['accepts email marketing', 'accepts marketing'],
  acceptsSmsMarketing: ['accepts sms marketing'],
  legalHold: ['legal hold'],
  fraudHold: ['fraud hold'],
  openDispute: ['open dispute'],
  dataRequest: ['pending data request', 'data request'],
  secondFactor: ['second factor'],
} as const satisfies Sources<CustomerField>['of'];

const OWNER = {
  customerId: ['customer id'],
  email: ['customer email', 'email'],
  phone: ['customer phone', 'phone'],
} as const satisfies Sources<OwnerField>['of'];
const OWNERS = Object.values(OWNER).flat();

const RELINKS: Reading = { dates: 'ymd', decimals: 'point', country: null, ids: 'any' };

/** A layout of Relink's own: no export of the shop systems names a gift card's customer by id. */
export const GIFT_CARDS: Layout = {
  kind: 'gift-cards',
  records: 'gift-cards',
  written: 'freely',
  needed: [['gift card id'], ['balance', 'current balance'], OWNERS],
  reading: RELINKS,
  of: {
    ...OWNER,
    id: ['gift card id'],
    lastCharacters: ['last characters', 'code last characters'],
    currency: ['currency'],
    balance: ['balance', 'current balance'],
    expiresOn: ['expires on', 'expiry date'],
  },
};

/** Another of its own. */
export const SUBSCRIPTIONS: Layout = {
  kind: 'subscriptions',
  records: 'subscriptions',
  written: 'freely',
  needed: [['subscription id'], ['state', 'status'], OWNERS],
  reading: RELINKS,
  of: {
    ...OWNER,
    id: ['subscription id'],
    product: ['product', 'product name', 'plan'],
    state: ['state', 'status'],
    nextChargeOn: ['next charge on', 'next charge', 'next payment date'],
  },
};
