/** The domain's purity, and the habits every file keeps. */
const inDomain = 'libs/domain/src/cases/fixture.ts';
const inApi = 'apps/api/src/features/cases/fixture.ts';
const inSpec = 'libs/domain/src/cases/fixture.spec.ts';

const given = 'export const due = (now: Date) => new Date(now.getTime() + 1);\n';

const purity = [
  ['Date.now()', 'no-restricted-properties', 'export const due = () => Date.now();\n'],
  ['Math.random()', 'no-restricted-properties', 'export const code = () => Math.random();\n'],
  ['new Date()', 'no-restricted-syntax', 'export const due = () => new Date();\n'],
  ['Date()', 'no-restricted-syntax', 'export const due = () => Date();\n'],
  ['performance', 'no-restricted-globals', 'export const due = () => performance.now();\n'],
  ['crypto', 'no-restricted-globals', 'export const id = () => crypto.randomUUID();\n'],
  ['process', 'no-restricted-globals', 'export const realm = () => process.env;\n'],
].map(([name, rule, breach]) => ({ name: `domain uses ${name}`, rule, at: inDomain, breach, twin: given }));

const lines = (count) => '// a line\n'.repeat(count - 1) + 'export const last = 1;\n';

const everywhere = [
  {
    name: 'a clock in a spec of the domain',
    rule: 'no-restricted-syntax',
    at: inSpec,
    breach: 'export const now = new Date();\n',
    twin: "export const now = new Date('2026-01-01T00:00:00Z');\n",
  },
  { name: 'a file of 251 lines', rule: 'max-lines', at: inApi, breach: lines(251), twin: lines(250) },
  { name: 'a spec of 401 lines', rule: 'max-lines', at: inSpec, breach: lines(401), twin: lines(400) },
  {
    name: 'a migration of 401 lines',
    rule: 'max-lines',
    at: 'apps/api/src/migrations/1-fixture.ts',
    breach: lines(401),
    twin: lines(400),
  },
  {
    name: 'console.log in a feature',
    rule: 'no-console',
    at: inApi,
    breach: "console.log('here');\n",
    twinAt: 'apps/api/src/start.ts',
    twin: "console.log('here');\n",
  },
  {
    name: 'any',
    rule: '@typescript-eslint/no-explicit-any',
    at: inApi,
    breach: 'export const read = (row: any): unknown => row;\n',
    twin: 'export const read = (row: unknown): unknown => row;\n',
  },
  {
    name: '@ts-ignore',
    rule: '@typescript-eslint/ban-ts-comment',
    at: inApi,
    breach: '// @ts-ignore\nexport const one = 1;\n',
    twin: '// The first of many.\nexport const one = 1;\n',
  },
  {
    name: 'lint switched off without a reason',
    rule: '@eslint-community/eslint-comments/require-description',
    at: inApi,
    breach: "// eslint-disable-next-line no-console\nconsole.log('here');\n",
    twin: "// eslint-disable-next-line no-console -- the answer of a command\nconsole.log('here');\n",
  },
  {
    name: 'a skipped test',
    rule: 'no-restricted-syntax',
    at: inSpec,
    breach: "it.skip('refuses a wrong code', () => undefined);\n",
    twin: "it('refuses a wrong code', () => undefined);\n",
  },
  {
    name: 'a group of tests run alone',
    rule: 'no-restricted-syntax',
    at: 'apps/e2e/src/fixture.spec.ts',
    breach: "test.describe.only('the story', () => undefined);\n",
    twin: "test.describe('the story', () => undefined);\n",
  },
  {
    name: 'a hook called under a condition',
    rule: 'react-hooks/rules-of-hooks',
    at: 'apps/console/src/features/cases/fixture.tsx',
    breach:
      "import { useState } from 'react';\nexport function Timer({ on }: { on: boolean }) {\n  if (on) useState(0);\n  return null;\n}\n",
    twin: "import { useState } from 'react';\nexport function Timer() {\n  useState(0);\n  return null;\n}\n",
  },
];

export const habits = [...purity, ...everywhere];
