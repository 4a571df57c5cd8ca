/**
 * How likely a level of agreement is between two accounts of one person, of two strangers, and of two members of one
 * household. Probabilities, 0 to 1; of one comparison they add up to 1 over its levels.
 */
export type LevelChances = {
  readonly same: number;
  readonly stranger: number;
  readonly household: number;
};

/** The model's numbers: the chances of each level of each comparison, and the two priors. */
export type DuplicateWeights = {
  /** In bits: one person's against two strangers', and against two of a household, before anything is compared. */
  readonly prior: { readonly stranger: number; readonly household: number };
};

/** The weights that are used until a shop has estimated its own. */
export const DUPLICATE_WEIGHTS: DuplicateWeights = { prior: { stranger: -20, household: -3 } };
