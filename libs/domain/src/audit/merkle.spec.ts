import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  consistencyPath,
  consistencyStretches,
  inclusionPath,
  inclusionStretches,
  verifyConsistency,
  verifyInclusion,
} from './merkle-proofs.ts';
import { leafHashOf, rootOf, rootOfSubtrees, type Sha256, subtreesOf } from './merkle-tree.ts';

const sha256: Sha256 = (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes!).toString('hex');
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

/** RFC 6962, section 2.1, word for word. */
const naiveRoot = (leaves: readonly Uint8Array[]): Uint8Array => {
  if (leaves.length === 0) return sha256(new Uint8Array(0));
  if (leaves.length === 1) return leaves[0]!;
  const k = naiveSplit(leaves.length);
  return sha256(Uint8Array.from([1, ...naiveRoot(leaves.slice(0, k)), ...naiveRoot(leaves.slice(k))]));
};
const naiveSplit = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};
const naivePath = (m: number, leaves: readonly Uint8Array[]): Uint8Array[] => {
  if (leaves.length <= 1) return [];
  const k = naiveSplit(leaves.length);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
};
const naiveProof = (m: number, leaves: readonly Uint8Array[], whole: boolean): Uint8Array[] => {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = naiveSplit(leaves.length);
  return m <= k
    ? [...naiveProof(m, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveProof(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
};

const EDGES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129];
const leavesOf = (size: number) =>
  Array.from({ length: size }, (_, at) => leafHashOf(sha256, Uint8Array.from([at % 256, at >> 8])));

describe('the tree of Certificate Transparency’s reference implementation', () => {
  const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'].concat(
    '606162636465666768696a6b6c6d6e6f',
  );
  const leaves = entries.map((entry) => leafHashOf(sha256, bytesOf(entry)));
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const n10 = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
  const n23 = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
  const n45 = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';
  const n67 = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
  const n47 = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
  const n4 = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';

  it.each(roots.map((root, size) => [size, root] as const))(
    'has the known root of %i leaves',
    (size, root) => {
      expect(hex(rootOf(sha256, leaves.slice(0, size)))).toBe(root);
    },
  );

  it.each([
    [0, 1, []],
    [0, 2, [n10]],
    [1, 2, [roots[1]!]],
    [2, 3, [roots[2]!]],
    [1, 5, [roots[1]!, n23, n4]],
    [0, 8, [n10, n23, n47]],
    [5, 8, [n4, n67, roots[4]!]],
  ])('proves leaf %i of %i by the known path', (index, size, known) => {
    const path = inclusionPath(sha256, leaves.slice(0, size), index);
    expect(path.map(hex)).toEqual(known);
    const root = bytesOf(roots[size]!);
    expect(verifyInclusion(sha256, { leafHash: leaves[index]!, index, size, path, root })).toBe(true);
  });

  it.each([
    [1, 1, []],
    [1, 8, [n10, n23, n47]],
    [2, 5, [n23, n4]],
    [6, 8, [n45, n67, roots[4]!]],
  ])('proves %i leaves to be the beginning of %i by the known path', (from, to, known) => {
    const path = consistencyPath(sha256, leaves.slice(0, to), from);
    expect(path.map(hex)).toEqual(known);
    const [fromRoot, toRoot] = [bytesOf(roots[from]!), bytesOf(roots[to]!)];
    expect(verifyConsistency(sha256, { from, fromRoot, to, toRoot, path })).toBe(true);
  });
});

describe('a tree', () => {
  it.each(EDGES)(
    'of %i leaves has the root that the RFC defines, also from its complete subtrees',
    (size) => {
      const leaves = leavesOf(size);
      const known = hex(naiveRoot(leaves));
      expect(hex(rootOf(sha256, leaves))).toBe(known);
      const peaks = subtreesOf({ from: 0, to: size }).map(({ level, index }) =>
        naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
      );
      expect(hex(rootOfSubtrees(sha256, peaks))).toBe(known);
    },
  );

  it('proves each leaf, and each smaller tree, at every size up to 33', () => {
    for (let size = 1; size <= 33; size++) {
      const leaves = leavesOf(size);
      const root = rootOf(sha256, leaves);
      for (let index = 0; index < size; index++) {
        const path = inclusionPath(sha256, leaves, index);
        expect(path.map(hex)).toEqual(naivePath(index, leaves).map(hex));
        expect(verifyInclusion(sha256, { leafHash: leaves[index]!, index, size, path, root })).toBe(true);
      }
      for (let from = 0; from <= size; from++) {
        const path = consistencyPath(sha256, leaves, from);
        if (from > 0) expect(path.map(hex)).toEqual(naiveProof(from, leaves, true).map(hex));
        const fromRoot = rootOf(sha256, leaves.slice(0, from));
        expect(verifyConsistency(sha256, { from, fromRoot, to: size, toRoot: root, path })).toBe(true);
      }
    }
  });

  it('of any size proves any leaf and any smaller tree, and nothing else by the same path', () => {
    const sizes = fc.integer({ min: 2, max: 700 });
    const picks = sizes.chain((size) =>
      fc.tuple(fc.constant(size), fc.nat(size - 1), fc.nat(size - 1), fc.integer({ min: 1, max: size - 1 })),
    );
    fc.assert(
      fc.property(picks, ([size, index, other, from]) => {
        const leaves = leavesOf(size);
        const root = rootOf(sha256, leaves);
        expect(hex(root)).toBe(hex(naiveRoot(leaves)));
        const inclusion = {
          leafHash: leaves[index]!,
          index,
          size,
          path: inclusionPath(sha256, leaves, index),
          root,
        };
        expect(verifyInclusion(sha256, inclusion)).toBe(true);
        expect(verifyInclusion(sha256, { ...inclusion, index: other })).toBe(other === index);
        expect(verifyInclusion(sha256, { ...inclusion, leafHash: leaves[other]! })).toBe(other === index);
        const fromRoot = rootOf(sha256, leaves.slice(0, from));
        const consistency = {
          from,
          fromRoot,
          to: size,
          toRoot: root,
          path: consistencyPath(sha256, leaves, from),
        };
        expect(verifyConsistency(sha256, consistency)).toBe(true);
        expect(verifyConsistency(sha256, { ...consistency, fromRoot: leaves[other]! })).toBe(
          from === 1 && other === 0,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('of a hundred million leaves and beyond 2^32 is walked without cutting an index', () => {
    for (const size of [100_000_000, 2 ** 32 + 5, 2 ** 40 + 1]) {
      const path = inclusionStretches(size - 1, size);
      expect(path.length).toBeLessThanOrEqual(41);
      expect(path.reduce((sum, { from, to }) => sum + to - from, 1)).toBe(size);
      const peaks = subtreesOf({ from: 0, to: size });
      expect(peaks.reduce((sum, { level }) => sum + 2 ** level, 0)).toBe(size);
      const older = consistencyStretches(size - 3, size);
      expect(older.length).toBeLessThanOrEqual(42);
    }
  });

  it('has no leaf beyond its end and no older tree larger than itself', () => {
    for (const [index, size] of [
      [0, 0],
      [3, 3],
      [-1, 3],
      [0.5, 3],
      [1, Number.NaN],
    ] as const)
      expect(() => inclusionStretches(index, size)).toThrow(RangeError);
    expect(() => consistencyStretches(4, 3)).toThrow(RangeError);
    expect(() => consistencyStretches(-1, 3)).toThrow(RangeError);
  });
});

describe('a forged proof', () => {
  // Each byte by each of its bits; longer and shorter; and what no tree has.
  const forgeries = (bytes: Uint8Array): Uint8Array[] => [
    ...Array.from(bytes).flatMap((_, at) =>
      [1, 2, 4, 8, 16, 32, 64, 128].map((bit) =>
        bytes.map((byte, here) => (here === at ? byte ^ bit : byte)),
      ),
    ),
    bytes.slice(1),
    Uint8Array.from([...bytes, 0]),
  ];
  const paths = (path: readonly Uint8Array[]): (readonly Uint8Array[])[] => [
    ...path.flatMap((hash, at) => forgeries(hash).map((forged) => path.with(at, forged))),
    ...path.map((_, at) => path.toSpliced(at, 1)),
    [...path, path[0] ?? new Uint8Array(32)],
    [path[0] ?? new Uint8Array(32), ...path],
  ];

  it.each([
    [0, 1],
    [3, 7],
    [6, 7],
    [7, 8],
    [8, 9],
    [20, 33],
  ])('of leaf %i of %i is accepted for no byte of it changed', (index, size) => {
    const leaves = leavesOf(size);
    const proof = {
      leafHash: leaves[index]!,
      index,
      size,
      path: inclusionPath(sha256, leaves, index),
      root: rootOf(sha256, leaves),
    };
    const forged = [
      ...paths(proof.path).map((path) => ({ ...proof, path })),
      ...forgeries(proof.leafHash).map((leafHash) => ({ ...proof, leafHash })),
      ...forgeries(proof.root).map((root) => ({ ...proof, root })),
      ...Array.from({ length: 40 }, (_, other) => ({ ...proof, index: other })).filter(
        (p) => p.index !== index,
      ),
      ...[-1, 0.5, Number.NaN, 2 ** 60].map((other) => ({ ...proof, index: other })),
    ];
    expect(forged.filter((one) => verifyInclusion(sha256, one))).toEqual([]);
  });

  it.each([
    [1, 2],
    [2, 3],
    [3, 7],
    [4, 7],
    [7, 8],
    [8, 9],
    [6, 33],
    [0, 9],
    [9, 9],
  ])('that %i leaves begin %i is accepted for no byte of it changed', (from, to) => {
    const leaves = leavesOf(to);
    const proof = {
      from,
      to,
      fromRoot: rootOf(sha256, leaves.slice(0, from)),
      toRoot: rootOf(sha256, leaves),
      path: consistencyPath(sha256, leaves, from),
    };
    const forged = [
      ...paths(proof.path).map((path) => ({ ...proof, path })),
      ...forgeries(proof.fromRoot).map((fromRoot) => ({ ...proof, fromRoot })),
      // From nothing every tree follows: there is nothing to prove of the newer root.
      ...(from === 0 ? [] : forgeries(proof.toRoot).map((toRoot) => ({ ...proof, toRoot }))),
      { ...proof, from: to, to: from === to ? to + 1 : from },
      ...[-1, 0.5, Number.NaN].map((other) => ({ ...proof, from: other })),
    ];
    expect(forged.filter((one) => verifyConsistency(sha256, one))).toEqual([]);
  });
});
