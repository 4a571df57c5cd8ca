import { createHash } from 'node:crypto';
import {
  consistencyStretches,
  inclusionStretches,
  rootOf,
  rootOfSubtrees,
  type Sha256,
  type Stretch,
  type Subtree,
  subtreesOf,
} from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { subtreesGained, TILE, TILE_LEVEL } from './tree-growth.ts';

export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();

const READ_NODES = {
  name: 'audit_nodes_read',
  text: `select n.level, n.index::text, n.hash from unnest($1::smallint[], $2::bigint[]) asked (level, index)
           join audit_node n using (level, index)`,
};
const READ_LEAVES = {
  name: 'audit_leaves_read',
  text: `select l.seq::text, l.leaf_hash as hash from unnest($1::bigint[], $2::bigint[]) asked (first, beyond)
           join audit_leaf l on l.seq >= asked.first and l.seq < asked.beyond`,
};
const KEEP_NODES = {
  name: 'audit_nodes_keep',
  text: 'insert into audit_node (level, index, hash) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])',
};

/** A part of the tree that must be there is not: somebody took it away. */
export class TreeIncomplete extends Error {
  override readonly name = 'TreeIncomplete';
}

/** The root of the tree of the first `size` leaves. Throws {@link TreeIncomplete}. */
export async function rootAt(executor: Executor, size: number): Promise<Uint8Array> {
  const [root] = await rootsOf(executor, [{ from: 0, to: size }]);
  return root ?? sha256(new Uint8Array(0));
}

/** The path that proves a leaf to be in the tree of the first `size`. Throws {@link TreeIncomplete}. */
export function inclusionPathAt(executor: Executor, index: number, size: number): Promise<Uint8Array[]> {
  return rootsOf(executor, inclusionStretches(index, size));
}

/** The path that proves the tree of `from` leaves to be the beginning of that of `size`. Throws {@link TreeIncomplete}. */
export function consistencyPathAt(executor: Executor, from: number, size: number): Promise<Uint8Array[]> {
  return rootsOf(executor, consistencyStretches(from, size));
}

/** Keeps what the tree gained by new leaves that follow its first `size`. Throws {@link TreeIncomplete}. */
export async function growTree(
  executor: Executor,
  size: number,
  added: readonly Uint8Array[],
): Promise<void> {
  const open = size % TILE;
  if (open + added.length < TILE) return;
  const peaks = subtreesOf({ from: 0, to: size }).filter(({ level }) => level >= TILE_LEVEL);
  const hashes = await readSubtrees(executor, peaks);
  const before = await readLeaves(executor, [{ from: size - open, to: size }]);
  const leaves = [...before.values(), ...added];
  if (leaves.length !== open + added.length) throw new TreeIncomplete('Leaves are missing.');
  const kept = peaks.map((peak, at) => ({ ...peak, hash: hashes[at] ?? new Uint8Array(0) }));
  const gained = subtreesGained(sha256, size, leaves, kept);
  await runNamed(executor, KEEP_NODES, [
    gained.map(({ level }) => level),
    gained.map(({ index }) => index),
    gained.map(({ hash }) => Buffer.from(hash)),
  ]);
}

/** The hashes of stretches of leaves, each from the subtrees it consists of, all read at once. */
async function rootsOf(executor: Executor, stretches: readonly Stretch[]): Promise<Uint8Array[]> {
  const parts = stretches.map(subtreesOf);
  const hashes = await readSubtrees(executor, parts.flat());
  let at = 0;
  return parts.map(({ length }) => rootOfSubtrees(sha256, hashes.slice(at, (at += length))));
}

async function readSubtrees(executor: Executor, subtrees: readonly Subtree[]): Promise<Uint8Array[]> {
  const kept = subtrees.filter(({ level }) => level >= TILE_LEVEL);
  const small = subtrees.filter(({ level }) => level < TILE_LEVEL).map(leavesOf);
  const nodes = await readNodes(executor, kept);
  const leaves = await readLeaves(executor, small);
  return subtrees.map((subtree) => {
    if (subtree.level >= TILE_LEVEL) {
      const hash = nodes.get(`${subtree.level}/${subtree.index}`);
      if (!hash) throw new TreeIncomplete('A part of the tree is missing.');
      return hash;
    }
    const { from, to } = leavesOf(subtree);
    const hashes = Array.from({ length: to - from }, (_, at) => leaves.get(from + at));
    if (hashes.some((hash) => hash === undefined)) throw new TreeIncomplete('Leaves are missing.');
    return rootOf(
      sha256,
      hashes.filter((hash) => hash !== undefined),
    );
  });
}

function leavesOf({ level, index }: Subtree): Stretch {
  return { from: index * 2 ** level, to: (index + 1) * 2 ** level };
}

async function readNodes(executor: Executor, asked: readonly Subtree[]): Promise<Map<string, Buffer>> {
  if (asked.length === 0) return new Map();
  const rows = await runNamed<{ level: number; index: string; hash: Buffer }>(executor, READ_NODES, [
    asked.map(({ level }) => level),
    asked.map(({ index }) => index),
  ]);
  return new Map(rows.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
}

/** In the order of the leaves. */
async function readLeaves(executor: Executor, asked: readonly Stretch[]): Promise<Map<number, Buffer>> {
  const some = asked.filter(({ from, to }) => from < to);
  if (some.length === 0) return new Map();
  const rows = await runNamed<{ seq: string; hash: Buffer }>(executor, READ_LEAVES, [
    some.map(({ from }) => from),
    some.map(({ to }) => to),
  ]);
  const leaves = rows.map(({ seq, hash }) => [Number(seq), hash] as const);
  return new Map(leaves.sort(([one], [other]) => one - other));
}
