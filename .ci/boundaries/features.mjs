/** How features meet, who opens transactions, who writes audit rows. */
const throughIndex = 'relink/feature-through-index';
const inApi = 'apps/api/src/features/cases/fixture.ts';

const importCases = [
  ['a feature of the api', inApi, '../accounts/find-account.ts', '../accounts/index.ts'],
  [
    'from deeper down',
    'apps/api/src/features/cases/list/fixture.ts',
    '../../audit/record.ts',
    '../open-case.ts',
  ],
  ['by a roundabout path', inApi, '../../features/audit/record.ts', '../../platform/transaction/run.ts'],
  ['from the platform', 'apps/api/src/platform/fixture.ts', '../features/audit/record.ts', './config.ts'],
  [
    'from the root of the api',
    'apps/api/src/fixture.ts',
    './features/audit/record.ts',
    './features/audit/index.ts',
  ],
  [
    'a feature of the console',
    'apps/console/src/features/cases/fixture.tsx',
    '../accounts/AccountCard.tsx',
    '../accounts/index.ts',
  ],
  ["the console's app", 'apps/console/src/app/fixture.tsx', '../features/cases/CaseList.tsx', './theme.ts'],
  [
    'a feature of the domain',
    'libs/domain/src/cases/fixture.ts',
    '../accounts/account.ts',
    '../accounts/index.ts',
  ],
  [
    'what is said, in the domain',
    'libs/domain/src/cases/fixture.ts',
    '../say-texts/en.ts',
    '../say-texts/index.ts',
  ],
  [
    'a later feature of the api',
    'apps/api/src/features/approvals/fixture.ts',
    '../policy/set-policy.ts',
    '../../platform/policy/policy-in-force.ts',
  ],
  [
    'words of the domain',
    'libs/domain/src/cases/fixture.ts',
    '../verification/evidence.ts',
    '../policy/numbers.ts',
  ],
].map(([name, at, breach, twin]) => ({
  name: `past an index.ts: ${name}`,
  at,
  rule: throughIndex,
  breach: `import '${breach}';\n`,
  twin: `import '${twin}';\n`,
}));

const otherWaysIn = [
  {
    name: 'past an index.ts: a lazy import',
    rule: throughIndex,
    at: 'apps/console/src/app/fixture.tsx',
    breach: "export const cases = () => import('../features/cases/CaseList.tsx');\n",
    twin: "export const cases = () => import('../features/cases/index.ts');\n",
  },
  {
    name: 'past an index.ts: an export',
    rule: throughIndex,
    at: inApi,
    breach: "export * from '../accounts/find-account.ts';\n",
    twin: "export * from '../accounts/index.ts';\n",
  },
  {
    name: 'past an index.ts: a type',
    rule: throughIndex,
    at: inApi,
    breach: "export type Found = import('../accounts/find-account.ts').Found;\n",
    twin: "export type Found = import('../accounts/index.ts').Found;\n",
  },
];

const action = (body) => `export const act = (em: { query(sql: string): void }) => {\n  ${body}\n};\n`;
const run =
  'export const act = (transaction: { run(work: () => void): void }) => transaction.run(() => undefined);\n';

const transactions = [
  {
    name: "a feature opens TypeORM's transaction",
    rule: 'no-restricted-syntax',
    at: inApi,
    breach: 'export const act = (source: { transaction(): void }) => source.transaction();\n',
    twin: run,
  },
  {
    name: 'a feature starts a transaction on a query runner',
    rule: 'no-restricted-syntax',
    at: inApi,
    breach: 'export const act = (runner: { startTransaction(): void }) => runner.startTransaction();\n',
    twin: run,
  },
  {
    name: 'a feature sends BEGIN',
    rule: 'no-restricted-syntax',
    at: inApi,
    breach: action("em.query('BEGIN');"),
    twin: action("em.query('SELECT 1');"),
  },
  {
    name: 'the platform sends BEGIN before another statement',
    rule: 'no-restricted-syntax',
    at: 'apps/api/src/platform/fixture.ts',
    breach: action('em.query(`begin; select 1; rollback`);'),
    twin: action('em.query(`select 1 as begin`);'),
  },
  {
    name: 'the worker sends START TRANSACTION',
    rule: 'no-restricted-syntax',
    at: 'apps/api/src/platform/jobs/fixture.ts',
    breach: action('em.query(`start transaction isolation level serializable`);'),
    twinAt: 'apps/api/src/platform/transaction/fixture.ts',
    twin: action('em.query(`start transaction isolation level serializable`);'),
  },
];

const auditRows = [
  {
    name: 'a feature inserts an audit event',
    rule: 'no-restricted-syntax',
    at: inApi,
    breach: action("em.query('INSERT INTO audit_event (id) VALUES ($1)');"),
    twinAt: 'apps/api/src/features/audit/fixture.ts',
    twin: action("em.query('INSERT INTO audit_event (id) VALUES ($1)');"),
  },
  {
    name: 'a feature changes an audit event',
    rule: 'no-restricted-syntax',
    at: inApi,
    breach: action('em.query(`update audit_event set actor = null`);'),
    twin: action('em.query(`select id from audit_event`);'),
  },
  {
    name: 'a feature inserts an audit event inside another statement',
    rule: 'no-restricted-syntax',
    at: inApi,
    breach: action(
      'em.query(`with made as (insert into audit_event values ($1) returning 1) select * from made`);',
    ),
    twin: action("em.query('it may not update audit_event');"),
  },
  {
    name: 'the platform deletes leaves',
    rule: 'no-restricted-syntax',
    at: 'apps/api/src/platform/fixture.ts',
    breach: action('em.query(\'delete from "audit_leaf"\');'),
    twinAt: 'apps/api/src/migrations/1-fixture.ts',
    twin: action('em.query(\'delete from "audit_leaf"\');'),
  },
  {
    name: 'transactions inside features/audit',
    rule: 'no-restricted-syntax',
    at: 'apps/api/src/features/audit/fixture.ts',
    breach: action("em.query('begin');"),
    twin: action("em.query('insert into audit_leaf values ($1)');"),
  },
];

export const features = [...importCases, ...otherWaysIn, ...transactions, ...auditRows];
