import { type Executor, runNamed, runSql } from '../../platform/database/named-statement.ts';

/** How far the sequencer is, as the database writes it: snapshots and transaction ids are nobody else's to read. */
export type SequencingState = {
  /** Whatever this snapshot sees is sequenced. */
  readonly done: string;
  /** Whatever this one sees is being sequenced, from behind the event `xact`, `at`, `id` on. */
  readonly target: string | null;
  readonly xact: string | null;
  readonly at: string | null;
  readonly id: string | null;
  readonly settles: Date | null;
  readonly settled: Date | null;
  /** Behind which event a sweep goes on; null: none is under way. */
  readonly sweepAt: string | null;
  readonly sweepId: string | null;
  readonly broken: string | null;
};

/** What the server is now. */
type Moment = {
  readonly snapshot: string;
  /** The transaction ids that the events carry are another server's. */
  readonly foreign: boolean;
  /** Something was under way when `done` was taken: it is over by now, or is looked for again. */
  readonly unsettled: boolean;
  readonly sweepDue: boolean;
};

const READ = {
  name: 'audit_sequencing_read',
  text: `select done::text, target::text, xact::text, at::text, id, settles, settled,
           sweep_at::text as "sweepAt", sweep_id as "sweepId", broken, pg_current_snapshot()::text as snapshot,
           cluster <> system_identifier or pg_snapshot_xmax(done) > pg_snapshot_xmax(pg_current_snapshot()) as foreign,
           pg_snapshot_xmin(done) < pg_snapshot_xmax(done) as unsettled,
           swept_at < now() - interval '1 day' as "sweepDue"
         from audit_sequencing, pg_control_system()`,
};
const WRITE = {
  name: 'audit_sequencing_write',
  text: `update audit_sequencing set done = $1::pg_snapshot, target = $2::pg_snapshot, xact = $3::xid8, at = $4::timestamptz,
           id = $5, settles = $6, settled = $7, sweep_at = $8::timestamptz, sweep_id = $9`,
};
// Restored into another server, where transaction ids begin anew: each event is looked at, whatever it carries.
const MOVE_IN = `update audit_sequencing set cluster = system_identifier from pg_control_system()`;
const SWEPT = 'update audit_sequencing set swept_at = now()';

const NO_ID = '00000000-0000-0000-0000-000000000000';

export async function readState(executor: Executor): Promise<SequencingState & Moment> {
  const [state] = await runNamed<SequencingState & Moment>(executor, READ, []);
  if (!state) throw new Error('The sequencer has lost its place: migrate has not run.');
  return state;
}

export async function writeState(executor: Executor, state: SequencingState): Promise<void> {
  const { done, target, xact, at, id, settles, settled, sweepAt, sweepId } = state;
  await runNamed(executor, WRITE, [done, target, xact, at, id, settles, settled, sweepAt, sweepId]);
}

/** Begins from the first event, because what was written down was about another server. */
export async function moveIn(executor: Executor, snapshot: string): Promise<void> {
  await runSql(executor, MOVE_IN);
  await writeState(executor, {
    ...{ done: snapshot, target: null, xact: null, at: null, id: null, settles: null, settled: null },
    ...{ sweepAt: '-infinity', sweepId: NO_ID, broken: null },
  });
}

/** Begins a look at the events of the last days, in case that one was passed by. */
export async function beginSweep(executor: Executor, state: SequencingState): Promise<void> {
  await runSql(executor, SWEPT);
  const [from] = await runSql<{ at: string }>(executor, `select (now() - interval '2 days')::text as at`);
  await writeState(executor, { ...state, sweepAt: from?.at ?? '-infinity', sweepId: NO_ID });
}

/** Says why nothing more is signed. False where that was said before, by whichever process. */
export async function writeBroken(executor: Executor, broken: string): Promise<boolean> {
  const written = `update audit_sequencing set broken = $1 where broken is null returning 1`;
  return (await runSql(executor, written, [broken])).length > 0;
}

/** Says that more is signed again. */
export async function writeMended(executor: Executor): Promise<void> {
  await runSql(executor, 'update audit_sequencing set broken = null');
}
