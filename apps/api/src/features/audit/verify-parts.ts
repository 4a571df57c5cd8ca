import { base64Of } from '@relink/domain';
import type { Pool } from 'pg';
import {
  type Notes,
  openCheckpoint,
  parseKey,
  verifyContinuation,
  type VerifierKey,
  verifyProof,
} from '../../../verifier/verify.mjs';
import { consistencyPathAt, inclusionPathAt, TreeIncomplete } from './log-tree.ts';
import type { Connection } from './verify-database.ts';

type Leaf = { seq: string; leafHash: Buffer; canonical: Buffer | null };
type Newest = { size: string; root: string; note: string };

const LEAF = `select l.seq::text, l.leaf_hash as "leafHash", e.canonical
  from audit_leaf l left join audit_event e on e.id = l.event_id where l.event_id = $1`;
const NEWEST = `select size::text, encode(root, 'base64') as root, note from audit_checkpoint c order by c.size desc limit 1`;

/** What is wrong with one event, by its inclusion in the newest checkpoint: a sentence each. */
export async function verifyOneEvent(database: Connection, eventId: string, key: string): Promise<string[]> {
  const own = keyOf(key);
  const { rows: leaves } = await database.query<Leaf>(LEAF, [eventId]);
  const newest = await newestOf(database);
  const [leaf] = leaves;
  if (!leaf || !newest || Number(newest.size) <= Number(leaf.seq))
    return ['No checkpoint covers this event.'];
  const [seq, size] = [Number(leaf.seq), Number(newest.size)];
  return orIncomplete(async () => {
    const path = (await inclusionPathAt(asPool(database), seq, size)).map(base64Of);
    const canonical = leaf.canonical?.toString() ?? null;
    const checkpoint = { size, root: newest.root, note: newest.note };
    return verifyProof({ eventId, seq, leafHash: base64Of(leaf.leafHash), canonical, path, checkpoint }, own);
  });
}

/** What is wrong between older checkpoints and the newest one of a database: a sentence each. */
export async function verifyOlder(database: Connection, older: Notes, key: string): Promise<string[]> {
  const own = keyOf(key);
  const newest = await newestOf(database);
  const faults: string[] = [];
  let compared = 0;
  if (newest)
    for await (const note of older) {
      compared++;
      faults.push(...(await betweenThem(database, note, newest, own)));
    }
  return compared === 0 ? ['There are no two checkpoints to compare.'] : faults;
}

function betweenThem(
  database: Connection,
  older: string,
  newest: Newest,
  key: VerifierKey,
): Promise<string[]> {
  const opened = openCheckpoint(older, key);
  const [from, to] = [typeof opened === 'string' ? 0 : opened.size, Number(newest.size)];
  if (from > to)
    return Promise.resolve([
      `A checkpoint of ${from} leaves was signed, and the newest in the database has ${to}: its end was cut off, or an older backup was restored.`,
    ]);
  return orIncomplete(async () => {
    const path = (await consistencyPathAt(asPool(database), from, to)).map(base64Of);
    return verifyContinuation({ path }, older, newest.note, key);
  });
}

async function newestOf(database: Connection): Promise<Newest | undefined> {
  return (await database.query<Newest>(NEWEST)).rows[0];
}

async function orIncomplete(work: () => Promise<string[]>): Promise<string[]> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof TreeIncomplete) return [fault.message];
    throw fault;
  }
}

function keyOf(text: string): VerifierKey {
  const key = parseKey(text);
  if (!key) throw new Error('The verifier key is malformed.');
  return key;
}

// Statements of the tree run on whatever has `query`.
function asPool(database: Connection): Pool {
  return database as unknown as Pool;
}
