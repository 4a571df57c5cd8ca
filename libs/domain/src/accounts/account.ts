/** Anything but `active` refuses every change. `merged` is a tombstone that points to its survivor. */
export const ACCOUNT_STATUSES = ['active', 'suspended', 'merged', 'closed'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** The realm of a shop that has only one. */
export const DEFAULT_REALM = 'main';

/** Marks shown beside an account in a list of results. */
export const ACCOUNT_MARKS = [
  'orphaned',
  'likely-duplicate',
  'no-orders',
  'locked',
  'suspended',
  'merged',
  'closed',
  'erased',
] as const;
export type AccountMark = (typeof ACCOUNT_MARKS)[number];

/** How a search was understood; each is also the fact that a later evidence round may no longer use. */
export const SEARCH_KINDS = [
  'email',
  'phone',
  'username',
  'order-number',
  'id',
  'name',
  'postcode',
  'order-month',
  'phone-digits',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Where a change of an account comes from. There is no other way to change one. */
export const ORIGINS = ['case', 'portal', 'import', 'effect-of'] as const;
export type Origin = (typeof ORIGINS)[number];
