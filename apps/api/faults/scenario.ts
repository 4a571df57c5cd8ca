import type { Pool } from 'pg';
import { checkInvariants } from './invariants.ts';
import type { Database } from './place/database.ts';

/** One thing that was measured or counted, and whether it is as it must be. */
export type Figure = { readonly what: string; readonly figure: string; readonly holds: boolean };

/** How much of it a run does. */
export type Amounts = { readonly kills: number; readonly sends: number };

/** One kind of violence and what must hold of the desk meanwhile and afterwards. */
export type Scenario = {
  readonly name: string;
  run(database: Database, amounts: Amounts): Promise<readonly Figure[]>;
};

/** A count that must be exactly this; none unless said otherwise. */
export function counted(what: string, count: number, must = 0): Figure {
  return {
    what,
    figure: must === 0 ? String(count) : `${String(count)} of ${String(must)}`,
    holds: count === must,
  };
}

/** A time in milliseconds that must not be longer than so many. */
export function within(what: string, ms: number, most: number): Figure {
  return { what, figure: `${Math.round(ms)} ms (at most ${String(most)})`, holds: ms <= most };
}

/** Something only worth knowing. */
export function noted(what: string, figure: string | number): Figure {
  return { what, figure: String(figure), holds: true };
}

/** The invariants of the database that do not hold, as one figure that names them. */
export async function invariants(pool: Pool, what = 'half changes'): Promise<Figure> {
  const broken = (await checkInvariants(pool)).filter((result) => result.broken > 0);
  const named = broken.map(
    (result) => `${result.name}: ${String(result.broken)}, as ${result.example ?? '?'}`,
  );
  return { what, figure: broken.length === 0 ? '0' : named.join('; '), holds: broken.length === 0 };
}
