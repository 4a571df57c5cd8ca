import { setTimeout as wait } from 'node:timers/promises';
import { type QueryRunner, QueryFailedError } from 'typeorm';

type Constraint = { readonly table: string; readonly name: string };

const LOCK_WAIT = '1s';
const PAUSE_MS = 500;
const TRIES = 120;
/** `lock_not_available`, `deadlock_detected`. Source: PostgreSQL, Appendix A. */
const OVERTAKEN = ['55P03', '40P01'];

/**
 * Runs statements that need a table to themselves for a moment, each in a transaction of its own: what waits for a table
 * holds no other one, and everybody who comes after it waits no longer than a second; then it lets them by, and tries again
 * for two minutes. Throws the database's own refusal after that. Each statement has to be safe to repeat.
 */
export async function changeBesideTheWork(db: QueryRunner, statements: readonly string[]): Promise<void> {
  await db.query(`set lock_timeout = '${LOCK_WAIT}'`);
  try {
    for (const statement of statements) await untilFree(db, statement);
  } finally {
    await db.query('reset lock_timeout');
  }
}

async function untilFree(db: QueryRunner, statement: string): Promise<void> {
  for (let nth = 1; ; nth++)
    try {
      await db.query(statement);
      return;
    } catch (error) {
      const { code } = error instanceof QueryFailedError ? (error.driverError as { code?: string }) : {};
      if (code === undefined || !OVERTAKEN.includes(code) || nth === TRIES) throw error;
      await wait(PAUSE_MS);
    }
}

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
