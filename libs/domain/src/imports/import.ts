/** What a file is known as. `mapped-…` are read by a mapping that an admin made. */
export const IMPORT_KINDS = [
  'shopify-customers',
  'shopify-orders',
  'shopify-customers-older',
  'woocommerce-customers',
  'woocommerce-orders',
  'gift-cards',
  'subscriptions',
  'mapped-customers',
  'mapped-orders',
  'mapped-gift-cards',
  'mapped-subscriptions',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** The kinds whose rows are customers. */
export const CUSTOMER_IMPORT_KINDS = [
  'shopify-customers',
  'shopify-customers-older',
  'woocommerce-customers',
  'mapped-customers',
] as const satisfies readonly ImportKind[];

export const IMPORT_STATES = ['queued', 'running', 'finished', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** A `warned` row was loaded, with something left out or kept as written; a `refused` one was not; `differing` kept Relink's own value. */
export const ROW_ISSUE_SEVERITIES = ['warned', 'refused', 'differing'] as const;
export type RowIssueSeverity = (typeof ROW_ISSUE_SEVERITIES)[number];
