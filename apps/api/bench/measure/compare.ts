/** One measure, the desk's figure and the floor's in each round. Figures are what is done per second. */
export type Comparison = {
  readonly name: string;
  readonly unit: string;
  readonly target: number;
  readonly desk: readonly number[];
  readonly floor: readonly number[];
};

/** Measures desk and floor in turn, so that what slows the machine for a while slows both. */
export async function inTurn(
  rounds: number,
  desk: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<{ readonly desk: readonly number[]; readonly floor: readonly number[] }> {
  const figures: { desk: number[]; floor: number[] } = { desk: [], floor: [] };
  for (let round = 0; round < rounds; round++) {
    figures.desk.push(await desk());
    figures.floor.push(await floor());
  }
  return figures;
}

/** The ratio of each round, desk by floor. */
export function ratiosOf({ desk, floor }: Comparison): number[] {
  return desk.map((figure, round) => figure / (floor[round] ?? Number.NaN));
}

/** The middle value; of an even number of them, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}
