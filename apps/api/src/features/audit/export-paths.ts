import { inclusionStretches, nodeHashOf, rootOfSubtrees, type Subtree, subtreesOf } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { sha256, TreeIncomplete } from './log-tree.ts';
import { TILE, TILE_LEVEL } from './tree-growth.ts';

const HASH_BYTES = 32;

const NODES = {
  name: 'audit_export_nodes',
  text: `select level, index::float8 as index, hash from audit_node
           join unnest($1::smallint[], $2::bigint[]) wanted(level, index) using (level, index)`,
};
// One row a tile: a row a leaf would be 256 times as many.
const TILES = {
  name: 'audit_export_tiles',
  text: `select t.tile::float8 as tile, l.hashes from unnest($1::bigint[]) t(tile) cross join lateral (
           select string_agg(leaf_hash, ''::bytea order by seq) as hashes from audit_leaf
            where seq >= t.tile * ${String(TILE)} and seq < (t.tile + 1) * ${String(TILE)} and seq < $2::bigint) l`,
};

/**
 * The inclusion paths (RFC 6962, section 2.1.1) of many leaves of a log of `size`, with two statements for all of them.
 * Takes some 8 KB for each 256 leaves that lie apart.
 */
export async function pathsOf(
  executor: Executor,
  size: number,
  seqs: readonly number[],
): Promise<Uint8Array[][]> {
  const wanted = seqs.map((seq) => inclusionStretches(seq, size).map(subtreesOf));
  const all = wanted.flat(2);
  const nodes = await readNodes(executor, all);
  const tiles = await readTiles(executor, all, size);
  const hashOf = (subtree: Subtree): Uint8Array => {
    const hash =
      subtree.level >= TILE_LEVEL
        ? nodes.get(nameOf(subtree))
        : tiles.get(tileOf(subtree))?.[subtree.level]?.[subtree.index % 2 ** (TILE_LEVEL - subtree.level)];
    if (!hash) throw new TreeIncomplete('A part of the tree is missing.');
    return hash;
  };
  return wanted.map((path) => path.map((subtrees) => rootOfSubtrees(sha256, subtrees.map(hashOf))));
}

async function readNodes(executor: Executor, all: readonly Subtree[]): Promise<Map<string, Uint8Array>> {
  const kept = new Map(all.filter(({ level }) => level >= TILE_LEVEL).map((each) => [nameOf(each), each]));
  if (kept.size === 0) return new Map();
  const subtrees = [...kept.values()];
  const rows = await runNamed<Subtree & { hash: Buffer }>(executor, NODES, [
    subtrees.map(({ level }) => level),
    subtrees.map(({ index }) => index),
  ]);
  return new Map(rows.map((row) => [nameOf(row), row.hash]));
}

/** Each tile as its complete subtrees by level: each is hashed once, however many leaves of it are asked for. */
async function readTiles(
  executor: Executor,
  all: readonly Subtree[],
  size: number,
): Promise<Map<number, Uint8Array[][]>> {
  const numbers = [...new Set(all.filter(({ level }) => level < TILE_LEVEL).map(tileOf))];
  if (numbers.length === 0) return new Map();
  const rows = await runNamed<{ tile: number; hashes: Buffer | null }>(executor, TILES, [numbers, size]);
  return new Map(rows.map(({ tile, hashes }) => [tile, levelsOf(hashes ?? Buffer.alloc(0))]));
}

function levelsOf(hashes: Buffer): Uint8Array[][] {
  const leaves = Array.from({ length: hashes.length / HASH_BYTES }, (_, nth) =>
    hashes.subarray(nth * HASH_BYTES, (nth + 1) * HASH_BYTES),
  );
  const levels: Uint8Array[][] = [leaves];
  for (let row: readonly Uint8Array[] = leaves; row.length > 1;) {
    const above: Uint8Array[] = [];
    for (let at = 0; at + 1 < row.length; at += 2) {
      const [left, right] = [row[at], row[at + 1]];
      if (left && right) above.push(nodeHashOf(sha256, left, right));
    }
    levels.push(above);
    row = above;
  }
  return levels;
}

function tileOf({ level, index }: Subtree): number {
  return Math.floor((index * 2 ** level) / TILE);
}

function nameOf({ level, index }: Subtree): string {
  return `${String(level)}/${String(index)}`;
}
