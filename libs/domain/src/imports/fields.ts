/**
 * What Relink takes of a customer's row, with the longest value a real one can have (UTF-16 units).
 * Source: what Shopify itself limits them to (Help Center, "Customer CSV file"), rounded up.
 */
export const CUSTOMER_FIELDS = {
  id: 64,
  firstName: 255,
  lastName: 255,
  /** First and last name in one column. */
  fullName: 500,
  email: 320,
  /** A login. */
  phone: 100,
  username: 255,
  company: 255,
  line1: 500,
  line2: 500,
  city: 255,
  province: 100,
  country: 100,
  postcode: 60,
  /** Of the address: a mere contact. */
  addressPhone: 100,
  note: 5000,
  tags: 10_000,
  birthDate: 60,
  /** How the customer wishes to be reached. */
  contactPreference: 60,
  /** Loyalty points: a whole number. */
  points: 40,
  storeCredit: 40,
  storeCreditCurrency: 10,
  /** The others are yes or no. */
  acceptsEmailMarketing: 255,
  acceptsSmsMarketing: 255,
  legalHold: 255,
  fraudHold: 255,
  openDispute: 255,
  dataRequest: 255,
  secondFactor: 255,
} as const;
export type CustomerField = keyof typeof CUSTOMER_FIELDS;

/** The same of an order's row. Source: Shopify Help Center, "Exporting orders". */
export const ORDER_FIELDS = {
  number: 100,
  id: 64,
  /** The id of the customer who was signed in. */
  customerId: 64,
  email: 320,
  /** The customer's own, not that of an address. */
  phone: 100,
  placedAt: 60,
  paidAt: 60,
  cancelledAt: 60,
  financialStatus: 60,
  fulfillmentStatus: 60,
  /** One word for both, as WooCommerce has it. */
  status: 60,
  currency: 10,
  total: 40,
  /** All items in one cell. */
  items: 100_000,
  itemName: 500,
  itemQuantity: 20,
  /** Of one piece. */
  itemPrice: 40,
  /** Of all pieces. */
  itemTotal: 40,
  itemSku: 255,
  billingCountry: 100,
  shipName: 500,
  shipFirstName: 255,
  shipLastName: 255,
  shipLine1: 1000,
  shipLine2: 500,
  shipCity: 255,
  shipPostcode: 60,
  shipProvince: 100,
  shipCountry: 100,
  shipPhone: 100,
} as const;
export type OrderField = keyof typeof ORDER_FIELDS;

/** What names the customer of a row that is not the customer's own. */
const OWNER_FIELDS = { customerId: 64, email: 320, phone: 100 } as const;
export type OwnerField = keyof typeof OWNER_FIELDS;

/** The same of a gift card's row. */
export const GIFT_CARD_FIELDS = {
  id: 64,
  ...OWNER_FIELDS,
  /** Of its code, as many as a customer is shown. */
  lastCharacters: 60,
  currency: 10,
  balance: 40,
  expiresOn: 60,
} as const;
export type GiftCardField = keyof typeof GIFT_CARD_FIELDS;

/** The same of a subscription's row. */
export const SUBSCRIPTION_FIELDS = {
  id: 64,
  ...OWNER_FIELDS,
  product: 500,
  state: 60,
  nextChargeOn: 60,
} as const;
export type SubscriptionField = keyof typeof SUBSCRIPTION_FIELDS;

/** The fields of each kind of record. */
export const FIELDS = {
  customers: CUSTOMER_FIELDS,
  orders: ORDER_FIELDS,
  'gift-cards': GIFT_CARD_FIELDS,
  subscriptions: SUBSCRIPTION_FIELDS,
} as const;

/** What a file's rows are. */
export const RECORD_KINDS = ['customers', 'orders', 'gift-cards', 'subscriptions'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];
export type FieldOf<R extends RecordKind> = keyof (typeof FIELDS)[R] & string;
export type AnyField = { [R in RecordKind]: FieldOf<R> }[RecordKind];

/** What fields are read from: their columns' names, the best first; `or` is read where that one is empty. */
export type Sources<F extends string> = {
  readonly of: Readonly<Partial<Record<F, readonly string[]>>>;
  readonly or?: Readonly<Partial<Record<F, readonly string[]>>>;
};
