/**
 * What is compared of two accounts, and at which levels it can agree, the closest first. A comparison that lacks the
 * fact on either side has no level and says nothing.
 */
export const COMPARISON_LEVELS = {
  /** `replaced`: different, and neither side has a contact, as in a register that a clerk keeps. */
  given: ['same', 'close', 'similar', 'initial', 'different', 'replaced'],
  family: ['same', 'close', 'similar', 'different'],
  order: ['as-written', 'swapped'],
  /** `part`: two of day, month and year. */
  birthDate: ['same', 'slip', 'part', 'different'],
  mailbox: ['same', 'similar', 'name-like', 'different'],
  phone: ['same', 'different'],
  /** `city`: with another postcode, or where a postcode is missing. */
  locality: ['postcode', 'postcode-slip', 'city', 'different'],
  street: ['same', 'similar', 'different'],
  house: ['same', 'close', 'different'],
  flat: ['same', 'different'],
  quarter: ['same', 'similar', 'different'],
  beginning: ['empty', 'empty-after-reset', 'other'],
  taking: ['was-theirs', 'none'],
} as const;

export type ComparisonName = keyof typeof COMPARISON_LEVELS;
export type LevelOf<C extends ComparisonName> = (typeof COMPARISON_LEVELS)[C][number];

/** The level of agreement in each comparison; null where either side lacks the fact. */
export type Comparison = { readonly [C in ComparisonName]: LevelOf<C> | null };

export const COMPARISON_NAMES = Object.keys(COMPARISON_LEVELS) as readonly ComparisonName[];
