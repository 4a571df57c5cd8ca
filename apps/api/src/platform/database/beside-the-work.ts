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

/**
 * The same for a table partitioned into months, which PostgreSQL indexes as a whole only while nobody writes: each month
 * beside the work, then all of them as one. Each index is given as `(columns) where …` under its name.
 */
export async function indexMonthsBesideTheWork(
  db: QueryRunner,
  table: string,
  indexes: Readonly<Record<string, string>>,
): Promise<void> {
  const months = (await db.query(
    `select inhrelid::regclass::text as month from pg_inherits where inhparent = $1::regclass`,
    [table],
  )) as { month: string }[];
  for (const [name, on] of Object.entries(indexes)) {
    // Of no month yet: one that is made from now on has it by itself.
    await db.query(`create index if not exists ${name} on only ${table} ${on}`);
    for (const { month } of months) {
      const attached = (await db.query(
        `select from pg_inherits join pg_index on indexrelid = inhrelid
          where inhparent = to_regclass($1) and indrelid = to_regclass($2)`,
        [name, month],
      )) as unknown[];
      if (attached.length > 0) continue;
      const ofMonth = name.replace(table, month);
      await indexBesideTheWork(db, { [ofMonth]: `${month} ${on}` });
      await db.query(`alter index ${name} attach partition ${ofMonth}`);
    }
  }
}
