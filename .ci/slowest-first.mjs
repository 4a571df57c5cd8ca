/**
 * Jest's order of files: those known to be slow first, the slowest at the very beginning, then as Jest orders them itself.
 *
 * A clean checkout knows no times, and Jest then goes by size: a short file that takes minutes would begin late and run
 * alone at the end. A file that is not named here is only begun later: each one still runs. A name that no file has any more
 * stops the run, so that the list stays true.
 */
import { existsSync } from 'node:fs';
import TestSequencer from '@jest/test-sequencer';

const SLOWEST = [
  'fuzz.int.spec.ts',
  'rotate-processes.int.spec.ts',
  'start-up.int.spec.ts',
  'reads-are-events.int.spec.ts',
  'merges-faults.int.spec.ts',
  'matrix.int.spec.ts',
  'audit-exports.int.spec.ts',
  'imports-damaged.int.spec.ts',
  'greedy-agent.int.spec.ts',
  'call-backs.int.spec.ts',
  'suspected-fraud.int.spec.ts',
  'imports.int.spec.ts',
  'objections.int.spec.ts',
  'tracing.int.spec.ts',
  'documents.permissions.int.spec.ts',
  'reviews.int.spec.ts',
  'policy.int.spec.ts',
  'imports-merged.int.spec.ts',
  'imports-holdings.int.spec.ts',
  'duplicates-killed.int.spec.ts',
  'merges-properties.int.spec.ts',
];

const SPECS = new URL('../apps/api/test/', import.meta.url);
const gone = SLOWEST.filter((name) => !existsSync(new URL(name, SPECS)));
if (gone.length > 0)
  throw new Error(`.ci/slowest-first.mjs names what is not in apps/api/test: ${gone.join(', ')}.`);

export default class SlowestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = SLOWEST.findIndex((name) => path.endsWith(`/${name}`));
      return at < 0 ? SLOWEST.length : at;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
