import { days, instantOf } from '@relink/domain';

/** Whatever runs SQL as the owner: the test desk does. */
export type Database = { sql(text: string, values?: unknown[]): Promise<object[]> };

/** An ISO instant so many days before now. */
export const daysAgo = (count: number): string => instantOf(Date.now() - days(count));

/** Inserts one row, its columns named by the keys of `row`. */
export async function insert(db: Database, table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await db.sql(
    `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
    Object.values(row),
  );
}
