import { measureListGrowth } from './audit/list-growth.ts';
import { measureReassigning } from './audit/reassign-cost.ts';
import { measureVerifying } from './audit/verify-cost.ts';
import { machine } from './measure/machine.ts';
import { type BenchOptions, isWanted } from './options.ts';
import type { Place } from './place.ts';

const MEASURES = [
  ['verify', measureVerifying],
  ['reassign', measureReassigning],
  ['list', measureListGrowth],
] as const;

/** What the log costs: to verify it, to write it, and to look into it. Throws where it costs more than it may. */
export async function measureAudit(place: Place, options: BenchOptions): Promise<void> {
  const missed: string[] = [];
  for (const [name, measure] of MEASURES)
    if (isWanted(options, name) && !(await measure(place, options))) missed.push(name);
  console.log(`\n${options.rounds} rounds in turn; ${machine(options)}`);
  if (missed.length > 0) throw new Error(`It costs more than it may: ${missed.join(', ')}.`);
}
