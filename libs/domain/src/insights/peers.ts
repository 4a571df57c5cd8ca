/** The middle of numbers; of an even count, halfway between the two in the middle. Null of none. */
export function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/**
 * The median distance from the median, which one wild value among many does not move (Hampel, 1974): times 1.4826 it is
 * what a standard deviation would be without the wild ones.
 */
export function medianDeviation(numbers: readonly number[]): number | null {
  const middle = median(numbers);
  return middle === null ? null : median(numbers.map((number) => Math.abs(number - middle)));
}

const AS_STANDARD_DEVIATION = 1.4826;
/** Peers who all did the same have no deviation at all: what is a tenth of the usual, or one, is none either. */
const LEAST_DEVIATION = 0.1;

/**
 * Whether a count is far above those of the others: more than `deviations` robust standard deviations over their median.
 * The one judged is not among `peers`: in a small desk they would be their own excuse.
 */
export function isFarAbove(count: number, peers: readonly number[], deviations: number): boolean {
  const usual = median(peers);
  const deviation = medianDeviation(peers);
  if (usual === null || deviation === null) return false;
  const spread = Math.max(deviation * AS_STANDARD_DEVIATION, usual * LEAST_DEVIATION, 1);
  return count > usual + deviations * spread;
}

/**
 * The chance that at least `hits` of `all` come out by luck where each does with chance `each`: the upper tail of the
 * binomial distribution.
 */
export function luckOf(hits: number, all: number, each: number): number {
  if (hits <= 0) return 1;
  if (hits > all || each <= 0) return 0;
  if (each >= 1) return 1;
  let sum = 0;
  let logarithm = 0;
  for (let exactly = 0; exactly <= all; exactly++) {
    // log C(all, exactly), each from the one before.
    if (exactly > 0) logarithm += Math.log(all - exactly + 1) - Math.log(exactly);
    if (exactly >= hits)
      sum += Math.exp(logarithm + exactly * Math.log(each) + (all - exactly) * Math.log1p(-each));
  }
  return Math.min(1, sum);
}
