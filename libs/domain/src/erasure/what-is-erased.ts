/**
 * What an erasure empties or deletes, everywhere it lies: names of groups of columns, which the api's list of all columns
 * resolves. Source: GDPR (Regulation (EU) 2016/679), art. 17 (1).
 */
export const ERASED_PARTS = [
  'customer-key',
  'name-and-birth-date',
  'identifiers',
  'addresses',
  'order-texts',
  'gift-cards-and-subscriptions',
  'ways-in',
  'messages',
  'codes-and-links',
  'case-notes',
  'call-backs',
  'documents',
  'search-and-duplicates',
  'merge-images',
  'import-rows',
  'traces-of-requests',
  'reasons',
  'saved-filters',
] as const;
export type ErasedPart = (typeof ERASED_PARTS)[number];

/** What stays, of nobody any more. */
export const KEPT_PARTS = ['orders', 'credit', 'cases', 'audit-events', 'erasure-list'] as const;
export type KeptPart = (typeof KEPT_PARTS)[number];

/**
 * Why it stays. `bookkeeping`: numbers, days, amounts and tax of a sale have to be kept by law (art. 17 (3) b).
 * `accountability`: who did what at the desk (art. 5 (2)), with the customer's values unreadable.
 * `stays-erased`: own ids and keyed digests, by which a restored backup or an import does not bring the person back.
 */
export const KEPT_BECAUSE = {
  orders: 'bookkeeping',
  credit: 'bookkeeping',
  cases: 'accountability',
  'audit-events': 'accountability',
  'erasure-list': 'stays-erased',
} as const satisfies Record<KeptPart, 'bookkeeping' | 'accountability' | 'stays-erased'>;
export type KeptBecause = (typeof KEPT_BECAUSE)[KeptPart];
