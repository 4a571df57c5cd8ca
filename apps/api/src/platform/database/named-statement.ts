import { EntityManager } from 'typeorm';
import type { Pool, PoolClient, QueryResultRow } from 'pg';

/** A statement of a hot path: prepared once per connection under its name. */
export type NamedStatement = { readonly name: string; readonly text: string };

/** Where a statement runs: on any connection of the pool, or inside a transaction. */
export type Executor = Pool | EntityManager;

type Connected = { connect(): Promise<PoolClient> };

/** Runs a named statement and returns its rows. Past TypeORM's query wrapper, because that cannot prepare. */
export async function runNamed<Row extends QueryResultRow>(
  executor: Executor,
  statement: NamedStatement,
  values: readonly unknown[],
): Promise<Row[]> {
  const connection = await connectionOf(executor);
  const result = await connection.query<Row>({
    name: statement.name,
    text: statement.text,
    values: [...values],
  });
  return result.rows;
}

/** Runs a statement that is not hot, without preparing it. */
export async function runSql<Row extends QueryResultRow>(
  executor: Executor,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const connection = await connectionOf(executor);
  return (await connection.query<Row>(text, [...values])).rows;
}

/** The raw connection under an executor, for what only the driver can do (COPY). */
export async function connectionOf(executor: Executor): Promise<Pool | PoolClient> {
  if (!(executor instanceof EntityManager)) return executor;
  const runner: Connected | undefined = executor.queryRunner;
  if (!runner) throw new Error('This EntityManager is not inside a transaction.');
  return runner.connect();
}
