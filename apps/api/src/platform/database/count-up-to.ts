import { NUMBERS } from '@relink/domain';
import { type Executor, runSql } from './named-statement.ts';

/** How many rows a list has, counted no further than the deepest one that can be asked for. `from` is a table and its conditions. */
export async function countUpToDeepest(
  executor: Executor,
  from: string,
  values: readonly unknown[],
): Promise<number> {
  const [count] = await runSql<{ total: number }>(
    executor,
    `select count(*)::int as total from (select from ${from} limit ${String(NUMBERS.search.deepestRow)}) counted`,
    values,
  );
  return count?.total ?? 0;
}
