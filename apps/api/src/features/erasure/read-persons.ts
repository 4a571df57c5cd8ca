import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

// As an erasure follows it: everything that was ever merged into an account and stayed there.
const PERSONS = {
  name: 'erasure_persons',
  text: `with recursive person (of, id) as (
      select id, id from unnest($1::uuid[]) as asked (id)
      union select p.of, a.id from account a join person p on a.merged_into = p.id)
    select of, array_agg(id order by id) as ids from person group by of`,
};

/** All accounts of each person, by the account that they are known by. Cheap: nothing is planned, and nothing locked. */
export async function readPersons(
  executor: Executor,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (accountIds.length === 0) return new Map();
  const rows = await runNamed<{ of: string; ids: string[] }>(executor, PERSONS, [accountIds]);
  return new Map(rows.map(({ of, ids }) => [of, ids]));
}
