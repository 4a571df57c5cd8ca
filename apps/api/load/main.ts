import 'reflect-metadata';
import { cpus } from 'node:os';
import { checkInvariants } from '../faults/invariants.ts';
import { withDesk } from '../staged-desk/open-desk.ts';
import { readOptions } from './options.ts';
import { figuresOf } from './figures.ts';
import { runLoad } from './run-load.ts';

/** Loads a desk of its own, checks its database afterwards, and ends with 0 only when nothing was wrong. */
async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  const { agents, cases, minutes } = options;
  console.log(`${cases} cases at once, ${agents} agents, ${minutes} min, ${cpus().length} cores.\n`);
  const { meter, invariants } = await withDesk({ durable: true }, async (desk) => ({
    meter: await runLoad({ url: desk.url, db: desk }, options),
    invariants: await checkInvariants(desk.owner),
  }));
  const { lines, well } = figuresOf(meter, invariants);
  console.log(lines.join('\n'));
  return well;
}

main().then(
  (well) => process.exit(well ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
