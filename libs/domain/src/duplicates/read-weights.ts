import { COMPARISON_LEVELS, COMPARISON_NAMES } from './comparison.ts';
import type { DuplicateWeights } from './weights.ts';

/** In bits: no shop's own figures are near these. */
const PRIORS = { stranger: { least: -40, most: -10 }, household: { least: -10, most: 10 } } as const;
/** A chance of nothing at all would outweigh everything else. */
const LEAST_CHANCE = 1e-12;
/** A household's chances are kept as a ratio to one person's, and may be larger than 1. */
const MOST_CHANCE = [1, 1, 1000] as const;

/** Weights as they were kept somewhere, or what is wrong with them. */
export type WeightsRead =
  { readonly ok: true; readonly weights: DuplicateWeights } | { readonly ok: false; readonly fault: string };

/** Reads weights that were kept: each level of each comparison with three chances, no other ones, and two priors. */
export function readWeights(value: unknown): WeightsRead {
  const fault = faultOfPriors(fieldOf(value, 'prior')) ?? faultOfChances(fieldOf(value, 'chances'));
  // Nothing is missing, and each number is one that can be reckoned with.
  return fault === null ? { ok: true, weights: value as DuplicateWeights } : { ok: false, fault };
}

function faultOfPriors(prior: unknown): string | null {
  for (const [name, { least, most }] of Object.entries(PRIORS)) {
    const bits = fieldOf(prior, name);
    if (!isWithin(bits, least, most))
      return `prior.${name} is not a number from ${String(least)} to ${String(most)}`;
  }
  return null;
}

function faultOfChances(chances: unknown): string | null {
  const stranger = firstOther(chances, COMPARISON_NAMES);
  if (stranger !== null) return `there is no comparison ${stranger}`;
  for (const name of COMPARISON_NAMES) {
    const table = fieldOf(chances, name);
    const unknownLevel = firstOther(table, COMPARISON_LEVELS[name]);
    if (unknownLevel !== null) return `${name} has no level ${unknownLevel}`;
    for (const level of COMPARISON_LEVELS[name])
      if (!areChances(fieldOf(table, level))) return `${name}.${level} is not three chances`;
  }
  return null;
}

function areChances(row: unknown): boolean {
  return (
    Array.isArray(row) &&
    row.length === MOST_CHANCE.length &&
    MOST_CHANCE.every((most, at) => isWithin(row[at], LEAST_CHANCE, most))
  );
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function firstOther(value: unknown, known: readonly string[]): string | null {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return names.find((name) => !known.includes(name)) ?? null;
}
