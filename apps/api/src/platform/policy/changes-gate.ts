import { LOCKS } from '../database/advisory-locks.ts';
import { type Executor, runNamed, runSql } from '../database/named-statement.ts';

/** Part of the statement that begins a change by an agent: many pass at once, and none while a stop is being written. */
export const PASS_GATE = `select pg_advisory_xact_lock_shared(${String(LOCKS.changesGate)})`;

const PASS = { name: 'changes_gate_pass', text: PASS_GATE };
const STOPPED = {
  name: 'changes_stopped',
  text: 'select exists (select from change_stop where lifted_at is null) as stopped',
};

/** Begins a change that no case begins: a stop waits for it, or was written before and is seen by {@link changesStopped}. */
export async function passGate(executor: Executor): Promise<void> {
  await runNamed(executor, PASS, []);
}

/** Whether an admin has stopped all changes. */
export async function changesStopped(executor: Executor): Promise<boolean> {
  const [row] = await runNamed<{ stopped: boolean }>(executor, STOPPED, []);
  return row?.stopped ?? true;
}

/** Waits until every change under way has ended, and lets none begin until this transaction has: the stop that it writes is seen by all that follow. */
export async function awaitChangesUnderWay(executor: Executor): Promise<void> {
  await runSql(executor, `select pg_advisory_xact_lock(${String(LOCKS.changesGate)})`, []);
}
