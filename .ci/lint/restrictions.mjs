/** What `no-restricted-*` refuses, by the reason it refuses it: lists to be put together per folder. */
import { builtinModules } from 'node:module';

/** A name that says nothing about what is inside. */
const namelessFile = {
  regex: '^\\.{1,2}/(.*/)?(utils?|helpers?|common)(/|\\.tsx?$)',
  message: 'Name a file or folder after what it does.',
};

/** An app has no entry of its own, so the rule about rooms does not see an import of it by name. */
const app = { regex: '^@relink/(api|console|portal|e2e)(/|$)', message: 'Nobody imports an app.' };

const nodeModules = {
  paths: builtinModules.map((name) => ({ name, message: 'This room runs without Node.' })),
  patterns: [{ regex: '^node:', message: 'This room runs without Node.' }],
};

/** The options of `no-restricted-imports`. */
export function imports({ withoutNode = false } = {}) {
  return {
    paths: withoutNode ? nodeModules.paths : [],
    patterns: [namelessFile, app, ...(withoutNode ? nodeModules.patterns : [])],
  };
}

const argument = 'Time and chance come in as arguments.';

/** Globals that reach the clock, chance or the world around. */
export const impureGlobals = [
  'performance',
  'crypto',
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'console',
].map((name) => ({ name, message: argument }));

export const impureProperties = [
  { object: 'Date', property: 'now', message: argument },
  { object: 'Math', property: 'random', message: argument },
];

export const clock = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: argument },
  { selector: 'CallExpression[callee.name="Date"]', message: argument },
];

const transactionMessage = 'Only platform/transaction opens transactions: use transaction.run(em => …).';
const begin = String.raw`/(^|;)\s*(begin|start\s+transaction)\s*(;|$|work\b|transaction\b|isolation\b|read\b)/i`;

export const transactions = [
  'CallExpression[callee.property.name="transaction"]',
  'CallExpression[callee.property.name="startTransaction"]',
  `Literal[value=${begin}]`,
  `TemplateElement[value.raw=${begin}]`,
].map((selector) => ({ selector, message: transactionMessage }));

const auditMessage = 'Only features/audit writes audit rows: record the event through its index.ts.';
// Where a statement begins, so that a sentence about one may be written. A customer's key is no audit row.
const auditWrite = String.raw`/(^|[();])\s*(insert\s+into|update|delete\s+from|copy|truncate)\s+("?\w+"?\.)?"?audit_(?!key\b)/i`;

export const auditRows = [`Literal[value=${auditWrite}]`, `TemplateElement[value.raw=${auditWrite}]`].map(
  (selector) => ({ selector, message: auditMessage }),
);

export const skippedTests = [
  {
    selector:
      'CallExpression[callee.property.name=/^(skip|only|todo|fixme|failing)$/]:matches([callee.object.name=/^(it|test|describe)$/], [callee.object.property.name="describe"])',
    message: 'A test that does not run proves nothing: write it, or leave it out.',
  },
  {
    selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
    message: 'A test that does not run proves nothing: write it, or leave it out.',
  },
];
