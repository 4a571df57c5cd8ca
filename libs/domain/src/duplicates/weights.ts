import type { ComparisonName, LevelOf } from './comparison.ts';

/**
 * How likely a level of agreement is between two accounts of one person, of two strangers, and of two people of one
 * household. Probabilities, 0 to 1.
 */
export type LevelChances = readonly [same: number, stranger: number, household: number];

/** The model's numbers: the chances of each level of each comparison, and the two priors. */
export type DuplicateWeights = {
  /**
   * In bits, before anything is compared: how much likelier two accounts are one person's than two strangers', and
   * than those of two people of one household.
   */
  readonly prior: { readonly stranger: number; readonly household: number };
  readonly chances: { readonly [C in ComparisonName]: Readonly<Record<LevelOf<C>, LevelChances>> };
};

/**
 * The weights that are used until a shop keeps its own: by reasoning and from what the literature says of
 * such registers, none from data with known answers. docs/duplicates.md says where each comes from. Names that agree
 * take their stranger's chance from how common they are; theirs here is that of a rare one.
 */
export const DUPLICATE_WEIGHTS: DuplicateWeights = {
  // In a shop of a million accounts, one in four has a double; a household holds twice as many accounts as doubles.
  prior: { stranger: -22, household: -1 },
  chances: {
    given: {
      same: [0.82, 0.002, 0.01],
      close: [0.08, 0.002, 0.004],
      similar: [0.04, 0.01, 0.012],
      initial: [0.03, 0.01, 0.02],
      different: [0.003, 0.976, 0.954],
      replaced: [0.06, 0.976, 0.954],
    },
    family: {
      same: [0.86, 0.002, 0.7],
      close: [0.07, 0.002, 0.04],
      similar: [0.03, 0.006, 0.01],
      different: [0.04, 0.99, 0.25],
    },
    order: { 'as-written': [0.97, 0.998, 0.97], swapped: [0.03, 0.03, 0.03] },
    birthDate: {
      same: [0.88, 0.00004, 0.012],
      slip: [0.05, 0.001, 0.006],
      part: [0.02, 0.004, 0.005],
      different: [0.05, 0.995, 0.977],
    },
    mailbox: {
      same: [0.25, 0.0000002, 0.1],
      similar: [0.25, 0.00001, 0.1],
      'name-like': [0.1, 0.05, 0.1],
      different: [0.4, 0.99, 0.7],
    },
    phone: { same: [0.6, 0.000001, 0.5], different: [0.4, 1, 0.5] },
    locality: {
      postcode: [0.7, 0.003, 0.7],
      'postcode-slip': [0.06, 0.002, 0.06],
      city: [0.05, 0.04, 0.05],
      different: [0.19, 0.955, 0.19],
    },
    street: { same: [0.65, 0.004, 0.65], similar: [0.12, 0.004, 0.12], different: [0.23, 0.992, 0.23] },
    house: { same: [0.75, 0.015, 0.75], close: [0.08, 0.08, 0.08], different: [0.17, 0.905, 0.17] },
    flat: { same: [0.9, 0.03, 0.9], different: [0.1, 0.97, 0.1] },
    quarter: { same: [0.6, 0.004, 0.6], similar: [0.15, 0.01, 0.15], different: [0.25, 0.986, 0.25] },
    beginning: {
      empty: [0.35, 0.2, 0.25],
      'empty-after-reset': [0.25, 0.03, 0.1],
      other: [0.4, 0.77, 0.65],
    },
    taking: { 'was-theirs': [0.05, 0.00001, 0.03], none: [0.95, 1, 0.97] },
  },
};
