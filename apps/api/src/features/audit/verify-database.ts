import type { Pool, PoolClient, QueryResult } from 'pg';
import { to } from 'pg-copy-streams';
import {
  EVENT_COLUMNS,
  EventRows,
  type Fault,
  LogVerifier,
  type Notes,
  NotesAhead,
  parseKey,
  type Verification,
} from '../../../verifier/verify.mjs';

/** A connection to the log's database, as its owner or as the application. */
export type Connection = Pick<PoolClient, 'query'>;

export type LogToVerify = {
  /** The verifier key as it was handed on. */
  readonly key: string;
  /** Signed notes of the witness, read a piece at a time where they are many. */
  readonly witness: Notes;
  readonly onProgress?: (done: number, of: number) => Promise<void> | void;
};

const LEAVES_AT_A_TIME = 20_000;
// More than any 64 KB of a copy hold.
const LEAVES_AHEAD = 2_000;
const CHECKPOINTS_AT_A_TIME = 1_000;
const PROGRESS_EACH = 50_000;

const SIZE = 'select coalesce(max(seq) + 1, 0)::text as size from audit_leaf';
const NEWEST = `select size::text, at from audit_checkpoint c order by c.size desc limit 1`;
const CHECKPOINTS = `select size::text, encode(root, 'base64') as root, note from audit_checkpoint c
  where c.size > $1 and c.size <= $2 and split_part(note, e'\\n', 2) = c.size::text order by c.size limit $3`;
// They stand where their notes do not belong: to be put in order as a whole. In a log as it was signed there is none.
const MISPLACED = `select size::text, encode(root, 'base64') as root, note from audit_checkpoint c
  where split_part(note, e'\\n', 2) <> c.size::text order by c.size`;
const EXPIRED = `select convert_from(canonical, 'UTF8')::jsonb -> 'facts' ->> 'month' as month
  from audit_event where action = 'audit.bodies-expired'`;
const LEAVES = `select count(*)::int as count, min(seq)::text as first, max(seq)::text as last,
    string_agg(uuid_send(event_id), ''::bytea order by seq) as ids, string_agg(leaf_hash, ''::bytea order by seq) as hashes
  from audit_leaf where seq >= $1 and seq < $2`;
const EVENTS = `copy (select ${EVENT_COLUMNS} from audit_event) to stdout (format binary)`;

type Leaves = {
  count: number;
  first: string | null;
  last: string | null;
  ids: Buffer | null;
  hashes: Buffer | null;
};
/** Leaves that were asked for and not yet handed over. */
type Coming = {
  readonly from: number;
  readonly beyond: number;
  readonly leaves: Promise<QueryResult<Leaves>>;
};
type Kept = { size: string; root: string; note: string };

/**
 * Verifies the whole log of a database by the very functions of the stand-alone verifier. Events are copied over one
 * connection while leaves are read over the other; what is recorded meanwhile is left to the next time.
 */
export async function verifyDatabase(
  events: Connection,
  leaves: Connection | Pool,
  { key: keyText, witness, onProgress }: LogToVerify,
): Promise<Verification> {
  const key = parseKey(keyText);
  if (!key) throw new Error('The verifier key is malformed.');
  // Before the size of the log: what is signed meanwhile is of leaves that are not looked at now.
  const { rows: newest } = await leaves.query<{ size: string; at: Date }>(NEWEST);
  const { rows: expired } = await leaves.query<{ month: string }>(EXPIRED);
  const { rows: sizes } = await leaves.query<{ size: string }>(SIZE);
  const size = Number(sizes[0]?.size ?? 0);
  const log = new LogVerifier({
    key,
    expiredMonths: expired.map(({ month }) => month),
  });
  const { rows: misplaced } = await leaves.query<Kept>(MISPLACED);
  for (const checkpoint of misplaced) log.fault(differs(checkpoint));
  const kept = keptNotes(log, leaves, newest[0]?.size ?? '0');
  const misplacedNotes = misplaced.map(({ note }) => note);
  const notes = [
    new NotesAhead(log, 'the database', kept),
    new NotesAhead(log, 'the database', misplacedNotes),
    new NotesAhead(log, 'the witness', witness),
  ];
  try {
    await passEvents(log, events, new LeavesAhead(log, leaves, size, notes), (done) =>
      onProgress?.(Math.min(done, size), size),
    );
  } finally {
    for (const source of notes) await source.close();
  }
  return log.finish(newest[0]?.at.getTime());
}

/** Hands every event to the verifier, and each leaf a little before. */
async function passEvents(
  log: LogVerifier,
  events: Connection,
  ahead: LeavesAhead,
  onProgress: (done: number) => Promise<void> | void,
): Promise<void> {
  const rows = new EventRows(log);
  let told = 0;
  for await (const chunk of events.query(to(EVENTS)) as AsyncIterable<Buffer>) {
    await ahead.fill();
    rows.feed(chunk);
    if (rows.count - told < PROGRESS_EACH) continue;
    told = rows.count;
    await onProgress(told);
  }
  await ahead.drain();
  await onProgress(Number.POSITIVE_INFINITY);
}

/** The notes of the database in their order, some at a time. */
async function* keptNotes(
  log: LogVerifier,
  connection: Connection | Pool,
  newest: string,
): AsyncGenerator<string> {
  for (let after = '-1'; ;) {
    const { rows } = await connection.query<Kept>(CHECKPOINTS, [after, newest, CHECKPOINTS_AT_A_TIME]);
    for (const checkpoint of rows) {
      if (!saysItsNote(checkpoint)) log.fault(differs(checkpoint));
      yield checkpoint.note;
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.size;
  }
}

/**
 * Leaves are read a little before the events that they are of, and checkpoints a little before their leaves. While some
 * leaves are looked at, the next ones are on their way.
 */
class LeavesAhead {
  private coming: Coming | null;

  constructor(
    private readonly log: LogVerifier,
    private readonly connection: Connection | Pool,
    private readonly size: number,
    private readonly notes: readonly NotesAhead[],
  ) {
    this.coming = this.ask(0);
  }

  async fill(): Promise<void> {
    while (this.coming && this.log.waiting < LEAVES_AHEAD) await this.handOver(this.coming);
  }

  async drain(): Promise<void> {
    while (this.coming) {
      await this.handOver(this.coming);
      this.log.passAll();
    }
    this.log.end();
    for (const notes of this.notes) await notes.drain();
  }

  private async handOver({ from, beyond, leaves }: Coming): Promise<void> {
    for (const notes of this.notes) await notes.fill(beyond);
    const { rows } = await leaves;
    this.coming = this.ask(beyond);
    const [read] = rows;
    if (read?.count !== beyond - from) {
      const sentence = `Of the leaves ${from} to ${beyond - 1} there are ${read?.count ?? 0}: some were deleted.`;
      this.log.fault({ kind: 'gap', seq: from, sentence });
    }
    if (read?.ids && read.hashes) this.log.leaves(read.ids, read.hashes);
  }

  private ask(from: number): Coming | null {
    if (from >= this.size) return null;
    const beyond = Math.min(from + LEAVES_AT_A_TIME, this.size);
    const leaves = this.connection.query<Leaves>(LEAVES, [from, beyond]);
    // Who waits for them hears of a failure, but when the events fail first nobody does.
    leaves.catch(() => undefined);
    return { from, beyond, leaves };
  }
}

/** Whether the columns of a checkpoint say what its note says. Whether that is signed, the verifier sees. */
function saysItsNote({ size, root, note }: Kept): boolean {
  const [, noted, hash] = note.split('\n');
  return noted === size && hash === root;
}

function differs({ size }: Kept): Fault {
  return {
    kind: 'checkpoint',
    sentence: `The columns of the checkpoint of ${size} leaves do not say what its note says.`,
  };
}
