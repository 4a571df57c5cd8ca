import type { Pool, PoolClient } from 'pg';
import { to } from 'pg-copy-streams';
import {
  EVENT_COLUMNS,
  EventRows,
  type Fault,
  LogVerifier,
  parseKey,
  type Verification,
} from '../../../verifier/verify.mjs';

/** A connection to the log's database, as its owner or as the application. */
export type Connection = Pick<PoolClient, 'query'>;

export type LogToVerify = {
  /** The verifier key as it was handed on. */
  readonly key: string;
  /** Signed notes of the witness. */
  readonly witness: readonly string[];
  readonly onProgress?: (done: number, of: number) => Promise<void> | void;
};

const LEAVES_AT_A_TIME = 20_000;
// More than any 64 KB of a copy hold.
const LEAVES_AHEAD = 2_000;
const PROGRESS_EACH = 50_000;

const SIZE = 'select coalesce(max(seq) + 1, 0)::text as size from audit_leaf';
const CHECKPOINTS = `select size::text, encode(root, 'base64') as root, note, at from audit_checkpoint c order by c.size`;
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
type Kept = { size: string; root: string; note: string; at: Date };

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
  const { rows: kept } = await leaves.query<Kept>(CHECKPOINTS);
  const { rows: expired } = await leaves.query<{ month: string }>(EXPIRED);
  const { rows: sizes } = await leaves.query<{ size: string }>(SIZE);
  const size = Number(sizes[0]?.size ?? 0);
  const log = new LogVerifier({
    key,
    checkpoints: kept.map(({ note }) => note),
    witness,
    expiredMonths: expired.map(({ month }) => month),
  });
  for (const checkpoint of kept) if (!saysItsNote(checkpoint)) log.fault(differs(checkpoint));
  const ahead = new LeavesAhead(log, leaves, size);
  const rows = new EventRows(log);
  let told = 0;
  for await (const chunk of events.query(to(EVENTS)) as AsyncIterable<Buffer>) {
    await ahead.fill();
    rows.feed(chunk);
    if (onProgress && rows.count - told >= PROGRESS_EACH) {
      told = rows.count;
      await onProgress(Math.min(rows.count, size), size);
    }
  }
  await ahead.drain();
  await onProgress?.(size, size);
  return log.finish(kept.at(-1)?.at.getTime());
}

/** Leaves are read a little before the events that they are of. */
class LeavesAhead {
  private next = 0;

  constructor(
    private readonly log: LogVerifier,
    private readonly connection: Connection | Pool,
    private readonly size: number,
  ) {}

  async fill(): Promise<void> {
    while (this.log.waiting < LEAVES_AHEAD && this.next < this.size) await this.read();
  }

  async drain(): Promise<void> {
    while (this.next < this.size) {
      await this.read();
      this.log.passAll();
    }
  }

  private async read(): Promise<void> {
    const beyond = Math.min(this.next + LEAVES_AT_A_TIME, this.size);
    const { rows } = await this.connection.query<Leaves>(LEAVES, [this.next, beyond]);
    const [read] = rows;
    if (read?.count !== beyond - this.next) {
      const sentence = `Of the leaves ${this.next} to ${beyond - 1} there are ${read?.count ?? 0}: some were deleted.`;
      this.log.fault({ kind: 'gap', seq: this.next, sentence });
    }
    if (read?.ids && read.hashes) this.log.leaves(read.ids, read.hashes);
    this.next = beyond;
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
