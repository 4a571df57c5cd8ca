/**
 * Proves that the boundaries hold: each breach, linted as if it stood in its room, is refused by exactly the rule
 * that it names, and its twin passes. No fixture is ever written into a room.
 *
 * Prints one line per failed check and `N passed, N failed`; writes .relink/reports/boundaries.json.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { features } from './features.mjs';
import { habits } from './habits.mjs';
import { rooms } from './rooms.mjs';

const workspace = resolve(import.meta.dirname, '../..');
const reports = join(workspace, '.relink/reports');

// Without a project graph the rule about rooms says nothing at all; this writes a fresh one.
execFileSync('npx', ['--no-install', 'nx', 'show', 'projects'], {
  cwd: workspace,
  stdio: ['ignore', 'ignore', 'inherit'],
});

const eslint = new ESLint({
  cwd: workspace,
  // A fixture is no file of a TypeScript project, so the rules that ask for types are left out.
  overrideConfig: [
    { files: ['**/*.ts', '**/*.tsx'], ...tseslint.configs.disableTypeChecked },
    { files: ['**/*.ts', '**/*.tsx'], languageOptions: { parserOptions: { projectService: false } } },
  ],
});

async function rulesBroken(at, code) {
  const [result] = await eslint.lintText(code, { filePath: join(workspace, at), warnIgnored: true });
  return result.messages.map(({ ruleId, message }) => ruleId ?? message);
}

const failures = [];
let passed = 0;

function check(what, broken, wanted) {
  if (broken.join() === wanted.join()) passed += 1;
  else failures.push({ what, wanted, broken });
}

for (const { name, rule, at, breach, twin, twinAt = at } of [...rooms, ...features, ...habits]) {
  check(`${name}: refused in ${at}`, await rulesBroken(at, breach), [rule]);
  check(`${name}: the twin passes in ${twinAt}`, await rulesBroken(twinAt, twin), []);
}

for (const { what, wanted, broken } of failures) {
  console.log(
    `FAILED ${what}\n  wanted: ${wanted.join() || 'nothing'}\n  got:    ${broken.join() || 'nothing'}`,
  );
}
mkdirSync(reports, { recursive: true });
writeFileSync(
  join(reports, 'boundaries.json'),
  JSON.stringify({ passed, failed: failures.length, failures }, null, 2),
);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
