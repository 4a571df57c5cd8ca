import { joinBytes } from './bytes.ts';

/** SHA-256 (FIPS 180-4) of some bytes. The domain has no cryptography of its own: who calls brings it. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Leaves of a tree next to each other: from the first, up to the one before `to`. Indexes begin at 0. */
export type Stretch = { readonly from: number; readonly to: number };

/** A complete subtree of 2^level leaves, the `index`th of its size from the left: what a log needs to keep. */
export type Subtree = { readonly level: number; readonly index: number };

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a leaf: SHA-256 over a zero byte and the entry (RFC 6962, section 2.1). */
export function leafHashOf(sha256: Sha256, entry: Uint8Array): Uint8Array {
  return sha256(joinBytes(LEAF, entry));
}

/** The hash of two subtrees that stand side by side: SHA-256 over a byte of 1 and both (RFC 6962, section 2.1). */
export function nodeHashOf(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joinBytes(NODE, left, right));
}

/** The root of a tree of these leaf hashes (RFC 6962, section 2.1, MTH); of none it is SHA-256 of nothing. */
export function rootOf(sha256: Sha256, leafHashes: readonly Uint8Array[]): Uint8Array {
  const { length } = leafHashes;
  if (length === 0) return sha256(new Uint8Array(0));
  let row = leafHashes;
  while (row.length > 1) row = pairsOf(sha256, row);
  return row[0] ?? new Uint8Array(0);
}

/**
 * The root of a tree from the hashes of the complete subtrees it consists of, left to right, as {@link subtreesOf} names
 * them.
 */
export function rootOfSubtrees(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  const last = hashes.at(-1);
  if (!last) return sha256(new Uint8Array(0));
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHashOf(sha256, left, right), last);
}

/**
 * The complete subtrees that a stretch consists of, left to right: at most two for each doubling of its length. Of a
 * whole tree (`from` 0) they are its peaks.
 */
export function subtreesOf({ from, to }: Stretch): Subtree[] {
  const found: Subtree[] = [];
  for (let at = from; at < to;) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level++;
    found.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
}

/** The largest power of two that is smaller than a size of at least 2: where RFC 6962 splits a tree. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

// A hash without a neighbour moves up as it is: the same tree as RFC 6962's splitting from above.
function pairsOf(sha256: Sha256, row: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let at = 0; at < row.length; at += 2) {
    const [left, right] = [row[at], row[at + 1]];
    if (left) above.push(right ? nodeHashOf(sha256, left, right) : left);
  }
  return above;
}
