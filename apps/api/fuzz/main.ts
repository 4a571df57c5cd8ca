import 'reflect-metadata';
import { withDesk } from '../staged-desk/open-desk.ts';
import { fuzzApi } from './fuzz-api.ts';
import { readOptions } from './options.ts';
import { lineOf, summaryOf } from './summary.ts';

/** Fuzzes a desk of its own and ends with 0 only when nothing was wrong. */
async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  const reports = await withDesk({ durable: false }, ({ url, sql }) =>
    fuzzApi({ url, db: { sql } }, options, (report) => console.log(lineOf(report, options.codes))),
  );
  const { lines, well } = summaryOf(reports, options.perRoute);
  console.log(`\n${lines.join('\n')}`);
  return well;
}

main().then(
  (well) => process.exit(well ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
