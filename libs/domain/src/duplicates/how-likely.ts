/** How likely two accounts are one person's, in a word: at least 99 %, 95 %, 80 %, or less. */
export type Likeliness = 'certain' | 'very' | 'likely' | 'possible';

const FROM: readonly (readonly [Likeliness, number])[] = [
  ['certain', 0.99],
  ['very', 0.95],
  ['likely', 0.8],
];
const TENTHS = 1_000;
/** No two accounts are ever surely one person's. */
const MOST_PERCENT = 99.9;

/** A probability, 0 to 1, in a word. */
export function howLikely(probability: number): Likeliness {
  return FROM.find(([, least]) => probability >= least)?.[0] ?? 'possible';
}

/** A probability, 0 to 1, in percent with one decimal, rounded down; `over` where it is more than can be shown. */
export function percentOf(probability: number): { percent: number; over: boolean } {
  const percent = Math.floor(probability * TENTHS) / (TENTHS / 100);
  return { percent: Math.min(percent, MOST_PERCENT), over: probability * 100 > MOST_PERCENT };
}
