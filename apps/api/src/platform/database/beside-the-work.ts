import type { QueryRunner } from 'typeorm';

type Constraint = { readonly table: string; readonly name: string };

/**
 * Creates indexes, each given as `table (columns) where …` under its name, while the desk works on: for migrations that
 * run outside a transaction (`transaction = false`). Safe to repeat: what a break left half made is made anew.
 */
export async function indexBesideTheWork(
  db: QueryRunner,
  indexes: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, on] of Object.entries(indexes)) {
    const broken = (await db.query(
      'select 1 from pg_index where indexrelid = to_regclass($1) and not indisvalid',
      [name],
    )) as unknown[];
    if (broken.length > 0) await db.query(`drop index concurrently ${name}`);
    await db.query(`create index concurrently if not exists ${name} on ${on}`);
  }
}

/** Checks the rows there are against every constraint that was added `not valid`, each under a lock that stops nobody. */
export async function validateBesideTheWork(db: QueryRunner): Promise<void> {
  const constraints = (await db.query(
    `select conrelid::regclass::text as "table", quote_ident(conname) as name from pg_constraint
      where not convalidated and connamespace = 'public'::regnamespace order by conrelid, conname`,
  )) as Constraint[];
  for (const { table, name } of constraints)
    await db.query(`alter table ${table} validate constraint ${name}`);
}
