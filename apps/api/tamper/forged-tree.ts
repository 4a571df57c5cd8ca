import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import {
  base64Of,
  noteKeyId,
  noteText,
  parseCheckpoint,
  parseNote,
  signedNote,
  utf8Of,
} from '@relink/domain';
import type { Pool } from 'pg';
import { growTree, rootAt, sha256 } from '../src/features/audit/log-tree.ts';
import type { Scene } from './scene.ts';

/** How far somebody comes with the notes of checkpoints that they have rewritten. */
const SIGNATURES = [
  'left as it was',
  'kept below another root',
  'by a key of their own',
  'by the stolen key',
];
const SHIFT = 1_000_000_000;

/** Makes room before a leaf, or with -1 closes the gap behind it. */
export async function shiftLeaves(db: Pool, from: number, by: 1 | -1): Promise<void> {
  await db.query('update audit_leaf set seq = seq + $2 where seq >= $1', [from, SHIFT]);
  await db.query('update audit_leaf set seq = seq - $1 where seq >= $2', [SHIFT - by, SHIFT]);
}

export async function writeLeaf(db: Pool, seq: number, id: string, hash: Buffer): Promise<void> {
  await db.query('insert into audit_leaf (seq, event_id, leaf_hash) values ($1, $2, $3)', [seq, id, hash]);
}

export async function sizeOf(db: Pool): Promise<number> {
  const { rows } = await db.query<{ size: number }>(
    'select coalesce(max(seq) + 1, 0)::int as size from audit_leaf',
  );
  return rows[0]?.size ?? 0;
}

/** Computes every hash anew from the events as they stand there now, and every checkpoint as well as can be. */
export async function rebuild(scene: Scene, signature = scene.chance.one(SIGNATURES)): Promise<string> {
  const { db } = scene;
  await db.query(`update audit_event set hash = sha256('\\x00'::bytea || canonical)`);
  await db.query(`update audit_leaf l set leaf_hash = e.hash from audit_event e where e.id = l.event_id`);
  const { rows } = await db.query<{ hash: Buffer }>(
    'select leaf_hash as hash from audit_leaf l order by l.seq',
  );
  await db.query('delete from audit_node');
  await growTree(
    db,
    0,
    rows.map(({ hash }) => hash),
  );
  const kept = await db.query<{ size: string; note: string }>(
    'select size::text, note from audit_checkpoint',
  );
  for (const { size, note } of kept.rows)
    if (Number(size) > rows.length) await db.query('delete from audit_checkpoint where size = $1', [size]);
    else await resign(scene, Number(size), note, signature);
  return `every hash rebuilt, checkpoints ${signature}`;
}

async function resign(scene: Scene, size: number, note: string, signature: string): Promise<void> {
  const root = await rootAt(scene.db, size);
  await scene.db.query('update audit_checkpoint set root = $2, note = $3 where size = $1', [
    size,
    Buffer.from(root),
    await noteOver(scene, { size, root, note }, signature),
  ]);
}

async function noteOver(
  scene: Scene,
  { size, root, note }: { readonly size: number; readonly root: Uint8Array; readonly note: string },
  signature: string,
): Promise<string> {
  const body = parseCheckpoint(parseNote(note)?.text ?? '');
  if (!body) throw new Error('A checkpoint was malformed before anybody touched it.');
  const text = noteText({ ...body, size, root });
  if (signature === 'by the stolen key') return scene.sign(text);
  if (signature === 'by a key of their own') return ownNote(body.origin, text);
  return signature === 'left as it was' ? note : note.replace(base64Of(body.root), base64Of(root));
}

/** Adds a checkpoint over all leaves, signed by the stolen key, as the desk would go on after the last one. */
export async function goOnSigning(scene: Scene): Promise<void> {
  const { db } = scene;
  const { rows } = await db.query<{ note: string }>(
    'select note from audit_checkpoint c order by c.size desc limit 1',
  );
  const body = parseCheckpoint(parseNote(rows[0]?.note ?? '')?.text ?? '');
  const size = await sizeOf(db);
  if (!body || size <= body.size) return;
  const root = await rootAt(db, size);
  const note = await scene.sign(noteText({ ...body, size, root }));
  await db.query(
    'insert into audit_checkpoint (size, at, root, note, witnessed_at) values ($1, now(), $2, $3, now())',
    [size, Buffer.from(root), note],
  );
}

function ownNote(name: string, text: string): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const bytes = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const keyId = noteKeyId(sha256, name, bytes);
  return signedNote(text, [{ name, keyId, signature: sign(null, utf8Of(text), privateKey) }]);
}

/** Bytes that hash to nothing anybody knows. */
export function anyHash(scene: Scene): Buffer {
  return createHash('sha256').update(String(scene.chance.fraction())).digest();
}
