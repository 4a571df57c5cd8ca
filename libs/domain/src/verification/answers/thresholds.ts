/**
 * How far what a caller said may be from what is on file and still match. Every tolerance of the comparisons is here.
 * Lengths are in letters of the romanised word; edits are Damerau-Levenshtein (a swap of neighbours is one edit).
 */
export const ANSWER_THRESHOLDS = {
  /** Longer answers are not answers; bounds the work on absurd input and on absurd rows of an import. */
  mostLetters: 300,
  mostWords: 16,

  name: {
    /** Given and family name: one word alone is shared by too many people, and by a whole household. */
    leastWords: 2,
    /** Words said beyond those on file (a middle name, a married name); more would be a list of guesses. */
    mostExtraWords: 1,
  },

  givenName: {
    /** Below this no slip is forgiven: Asha and Usha, Ravi and Rani, Amit and Ajit are different people. */
    oneEditFrom: 5,
    /** Below this a slip may not change the consonants: Ramesh and Rajesh, Anita and Ankita are different people. */
    freeEditFrom: 8,
    /** Long names only: two slips in a short one reach half the names of a country. */
    twoEditsFrom: 11,
  },

  familyName: {
    /** As in a street: the household shares it, so only strangers are to be told apart, and they miss the given name. */
    oneEditFrom: 5,
    twoEditsFrom: 9,
  },

  address: {
    /** Street names are longer and rarer than given names, and house number and postcode must be exact beside them. */
    oneEditFrom: 4,
    twoEditsFrom: 8,
    /** Share of the letters of the street on file that was said: rows on file carry landmarks that nobody says. */
    leastShareOfFile: 0.5,
    /** Share of the letters said that is on file: callers add the quarter or the town, guessers add everything. */
    leastShareOfAnswer: 0.5,
  },

  order: {
    /** "Your last order" is remembered as one of the last few. */
    recentOrders: 3,
    oneEditFrom: 4,
    twoEditsFrom: 8,
    /** Shorter words (on, a, XL) are in too many items to say anything. */
    leastLettersOfAWord: 3,
    /** Share of the telling words said that are in the order: a list of everything the shop sells must not match. */
    leastShareOfWords: 0.5,
    /** A caller's calendar may be this many hours behind or ahead of UTC; below 24 in all, so never three days. */
    hoursBehindUtc: 10,
    hoursAheadOfUtc: 13,
  },

  phone: {
    /** The shortest national numbers in use; fewer digits were not a whole number. Last digits prove nothing. */
    leastDigits: 7,
  },
} as const;
