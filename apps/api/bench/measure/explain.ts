import { type Client, escapeLiteral } from 'pg';
import type { NamedStatement } from '../../src/platform/database/named-statement.ts';
import type { BenchCase } from '../data/open-cases.ts';
import { hotStatements, type HotStatement, type Value } from './hot-statements.ts';

const SMALL = 100;

type Node = {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows'?: number;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: Node[];
};

/** What one statement touched on average, and the larger tables that it read from end to end. */
export type Touched = {
  readonly path: string;
  readonly statement: string;
  readonly pages: number;
  readonly scanned: readonly string[];
};

/**
 * Runs the hot statements of each of these cases with their generic plans, as they are prepared, and takes back what
 * they write. Pages are those of 8 kB, found in memory or read.
 */
export async function pagesTouched(owner: Client, cases: readonly BenchCase[]): Promise<Touched[]> {
  const sums = new Map<string, { path: string; statement: string; pages: number; scanned: Set<string> }>();
  const prepared = new Set<string>();
  await owner.query('set plan_cache_mode = force_generic_plan');
  for (const one of cases)
    for (const [path, statements] of Object.entries(hotStatements(one)))
      for (const { statement, values } of statements) {
        if (!prepared.has(statement.name)) await prepare(owner, statement);
        prepared.add(statement.name);
        const plan = await explain(owner, { statement, values });
        const key = `${path}\n${statement.name}`;
        const sum = sums.get(key) ?? { path, statement: statement.name, pages: 0, scanned: new Set() };
        sum.pages += (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
        for (const table of sequentialScans(plan)) sum.scanned.add(table);
        sums.set(key, sum);
      }
  await owner.query('reset plan_cache_mode; deallocate all');
  return [...sums.values()].map((sum) => ({
    ...sum,
    pages: sum.pages / cases.length,
    scanned: [...sum.scanned],
  }));
}

/** The pages of each statement, a line a path. */
export function describePages(touched: readonly Touched[]): string {
  const lines = [...new Set(touched.map(({ path }) => path))].map((path) => {
    const each = touched
      .filter((one) => one.path === path)
      .map(
        ({ statement, pages, scanned }) =>
          `${statement} ${pages.toFixed(0)}${scanned.length === 0 ? '' : ` (reads all of ${scanned.join(', ')})`}`,
      );
    return `  ${path}: ${each.join(', ')}`;
  });
  return `Pages touched by each statement (generic plans, mean):\n${lines.join('\n')}`;
}

async function prepare(owner: Client, { name, text }: NamedStatement): Promise<void> {
  await owner.query(`prepare ${name} as ${text}`);
}

async function explain(owner: Client, { statement: { name }, values }: HotStatement): Promise<Node> {
  await owner.query('begin');
  try {
    const { rows } = await owner.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
      `explain (analyze, buffers, format json) execute ${name} (${values.map(literal).join(', ')})`,
    );
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
    if (!plan) throw new Error(`${name} has no plan.`);
    return plan;
  } finally {
    await owner.query('rollback');
  }
}

/** The tables that are read from end to end, but for those so small that no index is worth it. */
function sequentialScans(node: Node): string[] {
  const rows = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0);
  const own = node['Node Type'] === 'Seq Scan' && rows > SMALL ? [node['Relation Name'] ?? '?'] : [];
  return [...own, ...(node.Plans ?? []).flatMap(sequentialScans)];
}

function literal(value: Value): string {
  if (value === null) return 'null';
  if (value instanceof Date) return escapeLiteral(value.toISOString());
  if (Buffer.isBuffer(value)) return escapeLiteral(`\\x${value.toString('hex')}`);
  return escapeLiteral(typeof value === 'object' ? `{${value.join(',')}}` : String(value));
}
