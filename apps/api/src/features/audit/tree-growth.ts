import { nodeHashOf, rootOf, type Sha256, type Subtree } from '@relink/domain';

/** A subtree that is kept, with its hash. */
export type KeptSubtree = Subtree & { readonly hash: Uint8Array };

/** The smallest subtrees that are kept have 2^8 leaves: a tile. What is smaller is computed from its leaves. */
export const TILE_LEVEL = 8;
export const TILE = 2 ** TILE_LEVEL;

/**
 * The complete subtrees of a tile and more that a tree gains, smallest first within each tile. `leaves` are the hashes
 * from the first of the open tile on, new ones included; `peaks` those kept subtrees that the tree consisted of before.
 */
export function subtreesGained(
  sha256: Sha256,
  size: number,
  leaves: readonly Uint8Array[],
  peaks: readonly KeptSubtree[],
): KeptSubtree[] {
  const known = new Map(peaks.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  const gained: KeptSubtree[] = [];
  const firstTile = Math.floor(size / TILE);
  for (let at = 0; at + TILE <= leaves.length; at += TILE) {
    let [level, index, hash] = [
      TILE_LEVEL,
      firstTile + at / TILE,
      rootOf(sha256, leaves.slice(at, at + TILE)),
    ];
    for (;;) {
      gained.push({ level, index, hash });
      known.set(`${level}/${index}`, hash);
      const left = index % 2 === 1 ? known.get(`${level}/${index - 1}`) : undefined;
      if (left === undefined) break;
      [level, index, hash] = [level + 1, (index - 1) / 2, nodeHashOf(sha256, left, hash)];
    }
  }
  return gained;
}
