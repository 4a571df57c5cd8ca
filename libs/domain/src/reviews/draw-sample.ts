/**
 * How many of `closed` things `percent` of a hundred are: at least so many, and so at least one wherever there is one.
 * Throws a RangeError for a share that is none.
 */
export function sampleSize(closed: number, percent: number): number {
  if (!(percent >= 0 && percent <= 100)) throw new RangeError('A share lies between 0 and 100 %.');
  return Math.ceil((closed * percent) / 100);
}

/**
 * Draws a sample without putting back, each of the same size as likely as any other (Fisher and Yates, stopped early).
 * `chance` gives numbers from 0 up to but not 1; from a generator that nobody can foresee, nobody foresees the sample.
 */
export function drawSample<T>(closed: readonly T[], percent: number, chance: () => number): T[] {
  const left = [...closed];
  const size = sampleSize(closed.length, percent);
  const drawn: T[] = [];
  while (drawn.length < size) drawn.push(...left.splice(Math.floor(chance() * left.length), 1));
  return drawn;
}
