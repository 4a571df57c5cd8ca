import { CUSTOMER_DETAILS, GIFT_CARDS, SUBSCRIPTIONS } from './holding-layouts.ts';
import type { Layout } from './layout.ts';
import { type Reading, SHOPIFY_READING } from './reading.ts';

const WITHOUT_IDS: Reading = { ...SHOPIFY_READING, ids: 'any' };
const WOOCOMMERCE: Reading = { dates: 'ymd', decimals: 'point', country: null, ids: 'any' };

/** Source: Shopify Help Center, "Customer CSV file". */
const SHOPIFY_CUSTOMERS: Layout = {
  kind: 'shopify-customers',
  records: 'customers',
  written: 'exactly',
  needed: [['customer id'], ['email'], ['phone']],
  reading: SHOPIFY_READING,
  of: {
    ...CUSTOMER_DETAILS,
    id: ['customer id'],
    firstName: ['first name'],
    lastName: ['last name'],
    email: ['email'],
    phone: ['phone'],
    company: ['default address company'],
    line1: ['default address address1'],
    line2: ['default address address2'],
    city: ['default address city'],
    province: ['default address province code'],
    country: ['default address country code'],
    postcode: ['default address zip'],
    addressPhone: ['default address phone'],
    note: ['note'],
    tags: ['tags'],
  },
};

/** The same export before it had ids, and the near variants of its header. */
const SHOPIFY_CUSTOMERS_OLDER: Layout = {
  kind: 'shopify-customers-older',
  records: 'customers',
  written: 'exactly',
  needed: [
    ['first name'],
    ['last name'],
    ['email'],
    ['phone'],
    ['address1', 'default address address1'],
    ['accepts marketing', 'accepts email marketing', 'total spent', 'total orders', 'tax exempt'],
  ],
  never: ['customer id', 'lineitem name'],
  reading: WITHOUT_IDS,
  of: {
    ...CUSTOMER_DETAILS,
    firstName: ['first name'],
    lastName: ['last name'],
    email: ['email'],
    phone: ['phone'],
    company: ['company', 'default address company'],
    line1: ['address1', 'default address address1'],
    line2: ['address2', 'default address address2'],
    city: ['city', 'default address city'],
    province: ['province code', 'default address province code', 'province'],
    country: ['country code', 'default address country code', 'country'],
    postcode: ['zip', 'default address zip'],
    addressPhone: ['default address phone'],
    note: ['note'],
    tags: ['tags'],
  },
};

/** Source: Shopify Help Center, "Exporting orders". */
const SHOPIFY_ORDERS: Layout = {
  kind: 'shopify-orders',
  records: 'orders',
  written: 'exactly',
  needed: [['name'], ['email'], ['created at'], ['lineitem name'], ['id']],
  reading: SHOPIFY_READING,
  of: {
    number: ['name'],
    id: ['id'],
    email: ['email'],
    phone: ['phone'],
    placedAt: ['created at'],
    paidAt: ['paid at'],
    cancelledAt: ['cancelled at'],
    financialStatus: ['financial status'],
    fulfillmentStatus: ['fulfillment status'],
    currency: ['currency'],
    total: ['total'],
    itemName: ['lineitem name'],
    itemQuantity: ['lineitem quantity'],
    itemPrice: ['lineitem price'],
    itemSku: ['lineitem sku'],
    billingCountry: ['billing country'],
    shipName: ['shipping name'],
    shipLine1: ['shipping address1'],
    shipLine2: ['shipping address2'],
    shipCity: ['shipping city'],
    shipPostcode: ['shipping zip'],
    shipProvince: ['shipping province'],
    shipCountry: ['shipping country'],
    shipPhone: ['shipping phone'],
  },
  or: { shipLine1: ['shipping street'] },
};

/** The download of WooCommerce's own Customers report (Analytics): no ids, no street, no phone. */
const WOOCOMMERCE_REPORT: Layout = {
  kind: 'woocommerce-customers',
  records: 'customers',
  written: 'freely',
  needed: [
    ['name'],
    ['username'],
    ['email'],
    ['aov', 'total spend', 'last active', 'date registered', 'sign up'],
  ],
  reading: WOOCOMMERCE,
  of: {
    ...CUSTOMER_DETAILS,
    fullName: ['name'],
    username: ['username'],
    email: ['email'],
    city: ['city'],
    province: ['region', 'state'],
    country: ['country region', 'country'],
    postcode: ['postal code', 'postcode', 'zip'],
  },
};

/** The customers of the usual "Customer / Order CSV Export" plugins (SkyVerge, WebToffee, Advanced Order Export). */
const WOOCOMMERCE_CUSTOMERS: Layout = {
  kind: 'woocommerce-customers',
  records: 'customers',
  written: 'freely',
  needed: [
    ['user email', 'email', 'customer email', 'billing email'],
    ['user login', 'username', 'user id', 'customer id', 'id'],
    ['billing first name', 'billing address 1', 'billing country', 'billing phone', 'shipping address 1'],
  ],
  never: ['order id', 'order number', 'order date', 'order total'],
  reading: WOOCOMMERCE,
  of: {
    ...CUSTOMER_DETAILS,
    id: ['customer id', 'user id', 'id'],
    username: ['user login', 'username', 'customer username'],
    email: ['user email', 'email', 'customer email', 'billing email'],
    firstName: ['first name', 'billing first name'],
    lastName: ['last name', 'billing last name'],
    fullName: ['display name', 'name'],
    company: ['billing company', 'shipping company'],
    line1: ['billing address 1', 'shipping address 1'],
    line2: ['billing address 2', 'shipping address 2'],
    city: ['billing city', 'shipping city'],
    province: ['billing state', 'shipping state'],
    country: ['billing country', 'shipping country'],
    postcode: ['billing postcode', 'billing zip', 'shipping postcode'],
    // WooCommerce never proved it, and two customers may write the same one: a contact.
    addressPhone: ['billing phone', 'phone', 'shipping phone'],
  },
  or: {
    id: ['user id', 'id'],
    email: ['billing email'],
    firstName: ['billing first name'],
    lastName: ['billing last name'],
  },
};

/** The orders of the same plugins: items in one column, in one column each, or in a row each. */
const WOOCOMMERCE_ORDERS: Layout = {
  kind: 'woocommerce-orders',
  records: 'orders',
  written: 'freely',
  needed: [
    ['order id', 'order number', 'order number formatted'],
    ['order date', 'date', 'date created', 'created date'],
    ['order total', 'total', 'order total amount'],
    ['billing email', 'customer email', 'email', 'customer id', 'billing first name', 'billing phone'],
  ],
  reading: WOOCOMMERCE,
  packed: /^line items?(?: \d{1,3})?$/,
  of: {
    id: ['order id', 'id'],
    number: ['order number formatted', 'order number', 'order id'],
    customerId: ['customer id', 'customer user', 'user id'],
    email: ['customer email', 'billing email', 'email'],
    placedAt: ['order date', 'date', 'date created', 'created date'],
    paidAt: ['paid date', 'date paid', 'order paid date'],
    status: ['status', 'order status'],
    currency: ['order currency', 'currency'],
    total: ['order total', 'total', 'order total amount'],
    itemName: ['item name', 'line item name', 'product name', 'line item product name'],
    itemQuantity: ['item quantity', 'line item quantity', 'quantity', 'item qty'],
    itemPrice: ['item price', 'line item price', 'item cost'],
    itemTotal: ['item total', 'line item total', 'item subtotal', 'line item subtotal'],
    itemSku: ['item sku', 'line item sku', 'sku'],
    billingCountry: ['billing country'],
    shipName: ['shipping name', 'shipping full name'],
    shipFirstName: ['shipping first name', 'billing first name'],
    shipLastName: ['shipping last name', 'billing last name'],
    shipLine1: ['shipping address 1', 'billing address 1'],
    shipLine2: ['shipping address 2', 'billing address 2'],
    shipCity: ['shipping city', 'billing city'],
    shipPostcode: ['shipping postcode', 'shipping zip', 'billing postcode'],
    shipProvince: ['shipping state', 'billing state'],
    shipCountry: ['shipping country', 'billing country'],
    shipPhone: ['shipping phone', 'billing phone'],
  },
  or: {
    number: ['order number', 'order id'],
    email: ['billing email'],
    shipFirstName: ['billing first name'],
    shipLastName: ['billing last name'],
    shipLine1: ['billing address 1'],
    shipCity: ['billing city'],
    shipPostcode: ['billing postcode'],
    shipCountry: ['billing country'],
    shipPhone: ['billing phone'],
  },
};

/** In the order they are tried. */
export const LAYOUTS: readonly Layout[] = [
  GIFT_CARDS,
  SUBSCRIPTIONS,
  SHOPIFY_CUSTOMERS,
  SHOPIFY_ORDERS,
  SHOPIFY_CUSTOMERS_OLDER,
  WOOCOMMERCE_ORDERS,
  WOOCOMMERCE_CUSTOMERS,
  WOOCOMMERCE_REPORT,
];
