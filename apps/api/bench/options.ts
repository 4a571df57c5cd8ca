import { parseArgs } from 'node:util';

/**
 * `ratios` compares with the floor at one size; `growth` measures the desk alone at three sizes; `pass` a search for
 * duplicates through the whole shop at two; `merge` merging two accounts at three; `audit` what the log costs.
 */
const MEASURES = ['ratios', 'growth', 'pass', 'merge', 'audit'] as const;

/** What one run of the benchmark measures, and how long. */
export type BenchOptions = {
  readonly what: (typeof MEASURES)[number];
  /** In the shop; in the largest of a growth run. */
  readonly accounts: number;
  /** Customers of the imported file; it has one and a half times as many orders. */
  readonly customers: number;
  /** In the log that is verified, and in the largest one that is listed. */
  readonly events: number;
  readonly listed: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  /** Whether PostgreSQL waits for the disk at each commit, as it does for a real desk. */
  readonly fsync: boolean;
  /** Measures whose name begins with one of these; all without any. */
  readonly only: readonly string[];
};

/** Whether a measure was asked for. */
export function isWanted({ only }: Pick<BenchOptions, 'only'>, name: string): boolean {
  return only.some((begins) => name.startsWith(begins));
}

/** Reads the command line. Throws, saying what is wrong, on an option nobody knows or a number that is none. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      accounts: { type: 'string', default: '1000000' },
      customers: { type: 'string', default: '20000' },
      events: { type: 'string', default: '1000000' },
      listed: { type: 'string', default: '10000000' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '4' },
      connections: { type: 'string', default: '16' },
      fsync: { type: 'string', default: 'on' },
      only: { type: 'string', default: '' },
    },
  });
  const [asked = 'ratios', ...others] = positionals;
  const what = MEASURES.find((measure) => measure === asked);
  if (what === undefined || others.length > 0)
    throw new Error(
      `There is nothing to measure that is called ${positionals.join(' ')}: ${MEASURES.join(', ')}.`,
    );
  return {
    what,
    accounts: whole('accounts', values.accounts, 100),
    customers: whole('customers', values.customers, 100),
    events: whole('events', values.events, 1000),
    listed: whole('listed', values.listed, 1000),
    rounds: whole('rounds', values.rounds, 1),
    seconds: whole('seconds', values.seconds, 1),
    connections: whole('connections', values.connections, 1),
    fsync: values.fsync !== 'off',
    only: values.only.split(',').map((name) => name.trim()),
  };
}

function whole(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least)
    throw new Error(`--${name} must be a whole number of at least ${least}.`);
  return number;
}
