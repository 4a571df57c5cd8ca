import { type Client, escapeLiteral } from 'pg';
import { READ_DETAILS } from '../../src/features/accounts/account-page.repository.ts';
import { LOCK_ACCOUNTS, READ_ACCOUNTS } from '../../src/features/accounts/account-reader.ts';
import { BY_EMAIL, BY_PHONE } from '../../src/features/accounts/account-search.repository.ts';
import { FIND_ACCOUNT_IN_CASE } from '../../src/features/cases/account-in-own-case.ts';
import { GATHER, READ_CASE_ACCOUNTS } from '../../src/features/cases/case-gatherings.ts';
import { LOCK_CASE } from '../../src/features/cases/case-record.ts';
import { KNOWN_FACTS } from '../../src/features/verification/known-facts.repository.ts';
import type { NamedStatement } from '../../src/platform/database/named-statement.ts';
import type { BenchCase } from '../data/open-cases.ts';

const SMALL = 100;

type Value = string | Date | readonly string[] | null;
type Node = {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows'?: number;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: Node[];
};

/** Runs each hot statement once, as it is prepared, and says which pages it touched and what it read row by row. */
export async function explainStatements(owner: Client, cases: readonly BenchCase[]): Promise<string> {
  const one = cases.find(({ verified }) => verified);
  if (!one) throw new Error('There is no verified case.');
  const { caseId, accountId, agentId, email, phone } = one;
  const now = new Date();
  const statements: [NamedStatement, Value[]][] = [
    [BY_EMAIL, ['main', [email, email], null]],
    [BY_PHONE, ['main', [phone, phone]]],
    [FIND_ACCOUNT_IN_CASE, [caseId]],
    [READ_ACCOUNTS, [[accountId]]],
    [READ_DETAILS, [accountId]],
    [LOCK_CASE, [caseId]],
    [READ_CASE_ACCOUNTS, [caseId]],
    [LOCK_ACCOUNTS, [[accountId]]],
    [GATHER, [caseId, [accountId], agentId, [agentId], now, now, now, now]],
    [KNOWN_FACTS, [accountId]],
  ];
  await owner.query('set plan_cache_mode = force_generic_plan');
  const lines: string[] = [];
  for (const [statement, values] of statements) lines.push(await explain(owner, statement, values));
  await owner.query('reset plan_cache_mode');
  return `Pages touched by each statement (generic plans):\n${lines.join('\n')}`;
}

async function explain(owner: Client, { name, text }: NamedStatement, values: Value[]): Promise<string> {
  await owner.query(`prepare ${name} as ${text}`);
  const { rows } = await owner.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
    `explain (analyze, buffers, format json) execute ${name} (${values.map(literal).join(', ')})`,
  );
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
  if (!plan) throw new Error(`${name} has no plan.`);
  const pages = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  const scanned = sequentialScans(plan);
  return `  ${name}: ${pages} pages${scanned.length === 0 ? '' : `, reads all of ${scanned.join(', ')}`}`;
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
  return escapeLiteral(typeof value === 'string' ? value : `{${value.join(',')}}`);
}
