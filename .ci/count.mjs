/**
 * Adds up what ran: `node .ci/count.mjs <folder of reports> <stage>=<exit code> …`.
 *
 * Reads jest.json, stories.json (Playwright) and boundaries.json. Whatever cannot be counted is a failure: a report
 * that is missing or holds no test, a skipped or flaky test, a stage that failed although its reports show none.
 * Prints one line per part and at last `N passed, N failed`; exits 1 unless something ran and nothing failed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...stages] = process.argv.slice(2);
const exitCodes = new Map(
  stages.map((stage) => stage.split('=')).map(([name, code]) => [name, Number(code)]),
);

const readers = {
  jest: (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    broken: report.numRuntimeErrorTestSuites,
  }),
  stories: ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    broken: errors.length,
  }),
  boundaries: (report) => ({ passed: report.passed, failed: report.failed, skipped: 0, broken: 0 }),
};

function count(name) {
  try {
    const counted = readers[name](JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
    const { passed, failed, skipped, broken } = counted;
    if (!Object.values(counted).every(Number.isInteger)) throw new Error('a count is missing');
    const ran = passed + failed > 0;
    const unclear = [skipped && `${skipped} skipped`, broken && `${broken} broken`, !ran && 'no test ran'];
    const nothingRan = !ran && skipped + broken === 0 ? 1 : 0;
    return {
      name,
      passed,
      failed: failed + skipped + broken + nothingRan,
      why: unclear.filter(Boolean).join(', '),
    };
  } catch (error) {
    return { name, passed: 0, failed: 1, why: `no report that can be read (${error.message})` };
  }
}

/** A stage counted by its reports fails once more only when they do not show why it failed. */
function countStage(stage, reports) {
  const parts = reports.map(count);
  const unseen = exitCodes.get(stage) !== 0 && parts.every(({ failed }) => failed === 0);
  return unseen ? [...parts, { name: stage, passed: 0, failed: 1, why: 'failed outside its tests' }] : parts;
}

function countExitCode(name) {
  const held = exitCodes.get(name) === 0;
  return { name, passed: held ? 1 : 0, failed: held ? 0 : 1, why: '' };
}

const tests = [...countStage('test', ['jest', 'stories']), ...countStage('boundaries', ['boundaries'])];
const parts = [...tests, ...['lint', 'format', 'types'].map(countExitCode)];
const sum = (key) => parts.reduce((total, part) => total + part[key], 0);

for (const { name, passed, failed, why } of parts) {
  console.log(`${name}: ${passed} passed, ${failed} failed${why ? ` (${why})` : ''}`);
}
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
