import { sameBytes } from './bytes.ts';
import { nodeHashOf, rootOf, type Sha256, splitOf, type Stretch } from './merkle-tree.ts';

/** That a leaf is the one at `index` of a tree of `size` leaves and this root. */
export type Inclusion = {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
};

/** That a tree of `to` leaves begins with all the leaves, in their order, of the one of `from` leaves. */
export type Consistency = {
  readonly from: number;
  readonly fromRoot: Uint8Array;
  readonly to: number;
  readonly toRoot: Uint8Array;
  readonly path: readonly Uint8Array[];
};

/**
 * What the hashes of an inclusion path are the roots of, in the path's order (RFC 6962, section 2.1.1). Throws
 * RangeError for a leaf that the tree does not have.
 */
export function inclusionStretches(index: number, size: number): Stretch[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError('There is no such leaf.');
  const path: Stretch[] = [];
  for (let from = 0, to = size; to - from > 1;) {
    const split = from + splitOf(to - from);
    if (index < split) {
      path.push({ from: split, to });
      to = split;
    } else {
      path.push({ from, to: split });
      from = split;
    }
  }
  return path.reverse();
}

/**
 * What the hashes of a consistency path are the roots of, in the path's order (RFC 6962, section 2.1.2). Throws
 * RangeError where the older tree is the larger one.
 */
export function consistencyStretches(older: number, size: number): Stretch[] {
  if (!isCount(older) || !isCount(size) || older > size) throw new RangeError('There is no such older tree.');
  if (older === 0 || older === size) return [];
  const path: Stretch[] = [];
  let [from, to] = [0, size];
  while (to > older) {
    const split = from + splitOf(to - from);
    if (older <= split) {
      path.push({ from: split, to });
      to = split;
    } else {
      path.push({ from, to: split });
      from = split;
    }
  }
  // The older tree's own root is known to who checks; a part of it is not.
  if (from > 0) path.push({ from, to });
  return path.reverse();
}

/** The path that proves a leaf to be in the tree of these leaf hashes (RFC 6962, section 2.1.1, PATH). */
export function inclusionPath(
  sha256: Sha256,
  leafHashes: readonly Uint8Array[],
  index: number,
): Uint8Array[] {
  return rootsOf(sha256, leafHashes, inclusionStretches(index, leafHashes.length));
}

/** The path that proves the tree of the first `older` leaf hashes to be the beginning of all (RFC 6962, section 2.1.2, PROOF). */
export function consistencyPath(
  sha256: Sha256,
  leafHashes: readonly Uint8Array[],
  older: number,
): Uint8Array[] {
  return rootsOf(sha256, leafHashes, consistencyStretches(older, leafHashes.length));
}

/** Whether an inclusion path proves what it says (RFC 9162, section 2.1.3.2). Never throws, whatever it is given. */
export function verifyInclusion(sha256: Sha256, { leafHash, index, size, path, root }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leafHash, root, ...path]))
    return false;
  let [node, last, hash] = [index, size - 1, leafHash];
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHashOf(sha256, sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = nodeHashOf(sha256, hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
}

/** Whether a consistency path proves what it says (RFC 9162, section 2.1.4.2). Never throws, whatever it is given. */
export function verifyConsistency(sha256: Sha256, consistency: Consistency): boolean {
  const { from, fromRoot, to, toRoot, path } = consistency;
  if (!isCount(from) || !isCount(to) || from > to || !areHashes([fromRoot, toRoot, ...path])) return false;
  if (from === to) return path.length === 0 && sameBytes(fromRoot, toRoot);
  if (from === 0) return path.length === 0 && sameBytes(fromRoot, sha256(new Uint8Array(0)));
  let [node, last] = [from - 1, to - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // A whole subtree on its own needs no hash in the path: it is the older root.
  const [first, ...rest] = node === 0 ? [fromRoot, ...path] : path;
  if (!first) return false;
  let [older, newer] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      older = nodeHashOf(sha256, hash, older);
      newer = nodeHashOf(sha256, hash, newer);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else newer = nodeHashOf(sha256, newer, hash);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(older, fromRoot) && sameBytes(newer, toRoot);
}

function rootsOf(
  sha256: Sha256,
  leafHashes: readonly Uint8Array[],
  stretches: readonly Stretch[],
): Uint8Array[] {
  return stretches.map(({ from, to }) => rootOf(sha256, leafHashes.slice(from, to)));
}

// Not by bits: a bitwise operator would cut a large index to 32 of them.
function half(number: number): number {
  return Math.floor(number / 2);
}

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}

function areHashes(all: readonly Uint8Array[]): boolean {
  return all.every(({ length }) => length === 32);
}
