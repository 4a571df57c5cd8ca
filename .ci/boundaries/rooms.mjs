/** Who may import whom: each case a breach that lint must refuse, and a twin that it must let pass. */
const boundary = '@nx/enforce-module-boundaries';
const inDomain = 'libs/domain/src/cases/fixture.ts';
const inContract = 'libs/contract/src/fixture.ts';
const inApi = 'apps/api/src/features/cases/fixture.ts';
const inConsole = 'apps/console/src/features/cases/fixture.tsx';
const inPortal = 'apps/portal/src/fixture.tsx';

/** Each of these imports alone breaks the boundary; the twin's alone does not. */
const importCases = [
  ['domain imports contract', inDomain, '@relink/contract', './case.ts'],
  ['domain imports a package off its list', inDomain, 'zod', 'libphonenumber-js'],
  ['domain imports Nest', inDomain, '@nestjs/common', 'any-ascii'],
  ['domain imports TypeORM', inDomain, 'typeorm', 'libphonenumber-js/max'],
  ['domain imports React', inDomain, 'react', './case.ts'],
  ['contract imports a package off its list', inContract, 'libphonenumber-js', 'zod'],
  ['contract imports embedded-postgres', inContract, '@relink/embedded-postgres', '@relink/domain'],
  ['embedded-postgres imports domain', 'libs/embedded-postgres/src/fixture.ts', '@relink/domain', 'node:fs'],
  ['api imports React', inApi, 'react', '@nestjs/common'],
  ['api imports a part of React', inApi, 'react/jsx-runtime', 'typeorm'],
  ['api imports react-admin', inApi, 'react-admin', '@relink/embedded-postgres'],
  ['shipped api imports testing', inApi, '@relink/testing', '@relink/contract'],
  ['console imports Nest', inConsole, '@nestjs/common', 'react-admin'],
  ['console imports TypeORM', inConsole, 'typeorm', '@mui/material'],
  ['console imports pg', inConsole, 'pg', '@relink/contract'],
  ['console imports testing', inConsole, '@relink/testing', 'react'],
  ['console reaches the portal by a path', inConsole, '../../../../portal/src/main.tsx', '../../app/App.tsx'],
  [
    'console reaches domain by a path',
    inConsole,
    '../../../../../libs/domain/src/index.ts',
    '@relink/domain',
  ],
  ['portal imports Nest', inPortal, '@nestjs/common', 'react'],
  ['portal imports TypeORM', inPortal, 'typeorm', 'react-dom'],
  ['portal imports pg', inPortal, 'pg', '@relink/contract'],
  ["portal imports the console's components", inPortal, 'react-admin', 'react'],
].map(([name, at, breach, twin]) => ({
  name,
  at,
  rule: boundary,
  breach: `import '${breach}';\n`,
  twin: `import '${twin}';\n`,
}));

/** The same import is a breach in one place and right in the other. */
const placeCases = [
  {
    name: 'testing is for tests alone',
    rule: boundary,
    at: inApi,
    breach: "import '@relink/testing';\n",
    twinAt: 'apps/api/test/fixture.int.spec.ts',
    twin: "import '@relink/testing';\n",
  },
];

const refusedByName = [
  ['testing imports the api', 'libs/testing/src/fixture.ts', '@relink/api', '@relink/contract'],
  ['api imports the console', inApi, '@relink/console', '@relink/domain'],
  ['console imports the portal', inConsole, '@relink/portal', '@relink/domain'],
  ['portal imports the console', inPortal, '@relink/console', '@relink/domain'],

  ['domain imports node:fs', inDomain, 'node:fs', './case.ts'],
  ['domain imports a module of Node by its bare name', inDomain, 'crypto', './case.ts'],
  ['contract imports node:crypto', inContract, 'node:crypto', 'zod'],
  ['console imports node:path', inConsole, 'node:path', 'react'],
  ['portal imports node:path', inPortal, 'node:path', 'react'],
  ['a file is called helpers', inApi, './helpers.ts', './open-case.ts'],
  ['a folder is called common', inApi, '../../common/time.ts', '../../platform/clock.ts'],
].map(([name, at, breach, twin]) => ({
  name,
  at,
  rule: 'no-restricted-imports',
  breach: `import '${breach}';\n`,
  twin: `import '${twin}';\n`,
}));

export const rooms = [...importCases, ...placeCases, ...refusedByName];
