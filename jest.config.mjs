/** One Jest for every room: rules of the libs, and the API's features over real HTTP on a real PostgreSQL. */
const shared = {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@relink/source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.(js|mjs|ts|tsx)$': [
      '@swc/jest',
      {
        swcrc: false,
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: false, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      },
    ],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(?:.*/node_modules/)?(?:@nestjs|@fastify|cookie|content-disposition|any-ascii|uuid|canonicalize|file-type|token-types|strtok3|uint8array-extras|@tokenizer|@borewit|load-esm|@scure|@noble|otplib|@otplib|openid-client|oauth4webapi|jose)/)',
  ],
};

export default {
  projects: [
    {
      ...shared,
      displayName: 'rules',
      rootDir: '.',
      testMatch: [
        '<rootDir>/libs/*/src/**/*.spec.ts',
        '<rootDir>/apps/{api,console,portal}/src/**/*.spec.ts',
      ],
    },
    {
      ...shared,
      displayName: 'api',
      rootDir: 'apps/api',
      testMatch: ['<rootDir>/test/**/*.int.spec.ts'],
      globalSetup: '<rootDir>/test/harness/start-postgres.ts',
      globalTeardown: '<rootDir>/test/harness/stop-postgres.ts',
    },
  ],
  testSequencer: './.ci/slowest-first.mjs',
  maxWorkers: 3,
  // Each file leaves some 40 MB of modules behind that Jest never frees: a fresh worker is quicker than its collections.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
};
