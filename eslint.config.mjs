import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { featureThroughIndex } from './.ci/lint/feature-through-index.mjs';
import { auditRows, clock, impureGlobals, impureProperties } from './.ci/lint/restrictions.mjs';
import { imports, skippedTests, transactions } from './.ci/lint/restrictions.mjs';
import { constraints } from './.ci/lint/rooms.mjs';

// In the domain. Not `policy`, `errors` and `fixtures` there: their words are everybody's.
const features = [
  'sign-in',
  'agents',
  'accounts',
  'cases',
  'verification',
  'identifiers',
  'credentials',
  'merges',
  'approvals',
  'audit',
  'messages',
  'imports',
  'insights',
  'say-texts',
];

const typescript = ['**/*.ts', '**/*.tsx'];
const specs = [
  '**/*.spec.ts',
  '**/*.spec.tsx',
  '**/*.fixture.ts',
  'apps/api/test/**/*.ts',
  'apps/api/faults/**/*.ts',
  'apps/api/{fuzz,load,staged-desk,tamper,weights}/**/*.ts',
  'apps/e2e/**/*.ts',
  'libs/testing/**/*.ts',
];
const web = ['apps/console/src/**/*.{ts,tsx}', 'apps/portal/src/**/*.{ts,tsx}'];
const pure = ['libs/domain/src/**/*.ts', 'libs/contract/src/**/*.ts'];
const untyped = ['**/*.mjs', '**/*.js', '**/vite.config.ts'];
/** Files that are run by name from a terminal; what they print is their answer. */
const startScripts = [
  'apps/api/src/*.ts',
  'apps/api/bench/**/*.ts',
  'apps/api/faults/**/*.ts',
  'apps/api/{fuzz,load,staged-desk,tamper,weights}/**/*.ts',
  'apps/api/src/bench/**/*.ts',
  'apps/*/*.mjs',
  '.ci/**',
];

const boundaries = ({ allow = [], ...where }) => [
  'error',
  {
    enforceBuildableLibDependency: false,
    banTransitiveDependencies: false,
    allow,
    depConstraints: constraints(where),
  },
];

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/out-tsc/',
    '.nx/',
    '.relink/',
    'test-results/',
    'playwright-report/',
    'coverage/',
  ]),

  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  comments.recommended,
  {
    plugins: { relink: { rules: { 'feature-through-index': featureThroughIndex } } },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', 250],
      'no-console': 'error',
      'no-restricted-imports': ['error', imports()],
      '@eslint-community/eslint-comments/require-description': ['error', { ignore: ['eslint-enable'] }],
      '@eslint-community/eslint-comments/disable-enable-pair': ['error', { allowWholeFile: true }],
    },
  },

  {
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': boundaries({ specs: false }),
      // Nest's modules and controllers are classes because the framework asks for classes.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // Code points are what normalising a name or an address works on.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // An async port has implementations with nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },

  {
    files: web,
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-imports': ['error', imports({ withoutNode: true })],
      // React calls a handler and does not look at what it returns.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },

  { files: pure, rules: { 'no-restricted-imports': ['error', imports({ withoutNode: true })] } },
  {
    files: ['libs/domain/src/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-properties': ['error', ...impureProperties],
      'no-restricted-syntax': ['error', ...clock],
    },
  },

  {
    files: ['libs/domain/src/*/**/*.ts'],
    rules: { 'relink/feature-through-index': ['error', { home: 'libs/domain/src', features }] },
  },
  ...['api', 'console', 'portal'].map((app) => ({
    files: [`apps/${app}/src/**/*.{ts,tsx}`],
    rules: { 'relink/feature-through-index': ['error', { home: `apps/${app}/src/features` }] },
  })),

  {
    files: ['apps/api/src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...transactions, ...auditRows] },
  },
  {
    files: ['apps/api/**/*.ts'],
    // Nest's option types are classes, and it is given object literals by design.
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    files: ['apps/api/src/platform/transaction{.ts,/**/*.ts}'],
    rules: { 'no-restricted-syntax': ['error', ...auditRows] },
  },
  {
    files: ['apps/api/src/features/audit/**/*.ts', 'apps/api/src/migrations/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...transactions] },
  },
  { files: ['apps/api/src/migrations/**/*.ts'], rules: { 'max-lines': ['error', 400] } },
  {
    // How pages are built is of no room.
    files: ['apps/*/vite.config.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries({ specs: false, allow: ['../../.ci/build/*'] }),
    },
  },
  { files: startScripts, rules: { 'no-console': 'off' } },

  {
    files: specs,
    rules: {
      '@nx/enforce-module-boundaries': boundaries({ specs: true }),
      'no-restricted-imports': ['error', imports()],
      'no-restricted-syntax': ['error', ...skippedTests],
      'max-lines': ['error', 400],
      // In a test the expectation is the check: an answer's body is judged by expect, not by its type,
      // and a missing element fails the test just as well.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['libs/domain/src/**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...clock, ...skippedTests] },
  },

  {
    files: untyped,
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node, parserOptions: { projectService: false } },
  },
);
