import type { EntityManager } from 'typeorm';
import { runNamed, runSql } from '../../platform/database/named-statement.ts';
import { growTree } from './log-tree.ts';
import { beginSweep, moveIn, readState, type SequencingState, writeState } from './sequencing-state.ts';

/** As many at a time as a checkpoint may cover. */
export const BATCH = 1000;
const SWEPT_AT_A_TIME = 10_000;
// How far back what is written may be dated: a request's time is taken a moment before its transaction begins.
const SLACK_MS = 60_000;

type Taken = {
  readonly hash: Buffer;
  readonly xact: string | null;
  readonly at: string;
  readonly id: string;
};

// The leaf is computed from the canonical bytes here and now: what the event says of itself is not believed.
const KEEP = `, leaf as (
    select $1::bigint + row_number() over (order by place) - 1 as seq, id, at, xact,
           sha256('\\x00'::bytea || canonical) as hash from batch),
  kept as (insert into audit_leaf (seq, event_id, leaf_hash) select seq, id, hash from leaf)
  select hash, xact::text, at::text, id from leaf order by seq`;
const NO_LEAF = 'not exists (select from audit_leaf l where l.event_id = e.id)';

const visible = (which: string) => `
  (select id, at, xact, canonical from audit_event e
    where ${which} and pg_visible_in_snapshot(xact, $3::pg_snapshot) and ${NO_LEAF}
      and ($4::xid8 is null or (xact, at, id) > ($4::xid8, $5::timestamptz, $6::uuid))
    order by xact, at, id limit ${String(BATCH)})`;
// What began since, and what was under way then: a transaction that ends late is not waited for.
const TAKE = `with found as (
    ${visible('xact >= pg_snapshot_xmax($2::pg_snapshot) and xact < pg_snapshot_xmax($3::pg_snapshot)')}
    union all
    ${visible('xact = any(array(select pg_snapshot_xip($2::pg_snapshot)))')}),
  batch as (select *, row_number() over (order by xact, at, id) as place from found order by place limit ${String(BATCH)})
  ${KEEP}`;

const SWEEP_UP_TO = `select at::text, id from audit_event e
  where at >= $1::timestamptz and (at, id) > ($1::timestamptz, $2::uuid)
  order by e.at, e.id offset ${String(SWEPT_AT_A_TIME - 1)} limit 1`;
const SWEEP = `with batch as (
    select id, at, xact, canonical, row_number() over (order by at, id) as place from audit_event e
     where at >= $2::timestamptz and (at, id) > ($2::timestamptz, $3::uuid)
       and ($4::timestamptz is null or (at, id) <= ($4::timestamptz, $5::uuid)) and ${NO_LEAF}
     order by at, id limit ${String(BATCH)})
  ${KEEP}`;

const NEXT = {
  name: 'audit_leaf_next',
  text: 'select coalesce(max(seq) + 1, 0)::text as next from audit_leaf',
};
// Read before the snapshot is taken: who began after that is dated later than this.
const OLDEST_WORK = {
  name: 'audit_oldest_work',
  text: `select least(clock_timestamp(), min(xact_start)) as since from pg_stat_activity
          where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`,
};

/** How many leaves the log has. */
export async function readSize(em: EntityManager): Promise<number> {
  const [row] = await runNamed<{ next: string }>(em, NEXT, []);
  return Number(row?.next ?? 0);
}

/** How many events got their place, and whether there may be more at once. */
export type Sequenced = { readonly taken: number; readonly more: boolean };

/**
 * Gives the next events their place in the log, at most {@link BATCH} of them. Who calls holds the sequencer's lock.
 * Events whose transaction is not over are left for later; none is ever left out. Throws TreeIncomplete.
 * @param dated turns the database's time into what events are dated by
 */
export async function sequenceEvents(em: EntityManager, dated: (at: Date) => Date): Promise<Sequenced> {
  const [work] = await runNamed<{ since: Date }>(em, OLDEST_WORK, []);
  const state = await readState(em);
  if (state.foreign) {
    await moveIn(em, state.snapshot);
    return sweepOn(em, await readState(em));
  }
  if (state.sweepAt !== null) return sweepOn(em, state);
  if (state.sweepDue) {
    await beginSweep(em, state);
    return sweepOn(em, await readState(em));
  }
  const settles = new Date(dated(work?.since ?? new Date(0)).getTime() - SLACK_MS);
  return takeOn(em, state.target === null ? { ...state, target: state.snapshot, settles } : state);
}

async function takeOn(
  em: EntityManager,
  state: SequencingState & { readonly unsettled: boolean },
): Promise<Sequenced> {
  const { done, target, xact, at, id } = state;
  const size = await readSize(em);
  const taken = await runSql<Taken>(em, TAKE, [size, done, target, xact, at, id]);
  const last = taken.at(-1);
  if (!last) {
    // An idle log is not written to; one that has come to its target, and leaves nobody behind, is at rest.
    if (xact !== null || state.unsettled) await writeState(em, atTarget(state));
    return { taken: 0, more: false };
  }
  await growTree(em, size, hashesOf(taken));
  const more = taken.length === BATCH;
  const { xact: toXact, at: toAt, id: toId } = last;
  await writeState(em, more ? { ...state, xact: toXact, at: toAt, id: toId } : atTarget(state));
  return { taken: taken.length, more };
}

function atTarget(state: SequencingState): SequencingState {
  const { target, settles, settled } = state;
  const later = settles !== null && (settled === null || settles > settled) ? settles : settled;
  return {
    ...state,
    ...{
      done: target ?? state.done,
      target: null,
      xact: null,
      at: null,
      id: null,
      settles: null,
      settled: later,
    },
  };
}

async function sweepOn(em: EntityManager, state: SequencingState): Promise<Sequenced> {
  const { sweepAt, sweepId } = state;
  const [upTo] = await runSql<{ at: string; id: string }>(em, SWEEP_UP_TO, [sweepAt, sweepId]);
  const size = await readSize(em);
  const values = [size, sweepAt, sweepId, upTo?.at ?? null, upTo?.id ?? null];
  const taken = await runSql<Taken>(em, SWEEP, values);
  const last = taken.length === BATCH ? taken.at(-1) : upTo;
  await growTree(em, size, hashesOf(taken));
  await writeState(em, { ...state, sweepAt: last?.at ?? null, sweepId: last?.id ?? null });
  return { taken: taken.length, more: true };
}

function hashesOf(taken: readonly Taken[]): Buffer[] {
  return taken.map(({ hash }) => hash);
}
