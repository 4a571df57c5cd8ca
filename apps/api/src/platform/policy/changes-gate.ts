import { type Executor, runSql } from '../database/named-statement.ts';

// Any number will do, as long as nothing else locks it.
const GATE = 727_002;

/** Part of the statement that begins a change by an agent: many pass at once, and none while a stop is being written. */
export const PASS_GATE = `select pg_advisory_xact_lock_shared(${String(GATE)})`;

/** Waits until every change under way has ended, and lets none begin until this transaction has: the stop that it writes is seen by all that follow. */
export async function awaitChangesUnderWay(executor: Executor): Promise<void> {
  await runSql(executor, `select pg_advisory_xact_lock(${String(GATE)})`, []);
}
