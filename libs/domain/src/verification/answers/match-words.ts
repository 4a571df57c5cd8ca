/**
 * Pairs the words of two sides one to one, as many pairs as can be had whatever the order of the words
 * (augmenting paths; sides are a dozen words at most). Returns for each word on the left the index of its partner
 * on the right, or undefined.
 */
export function matchWords<Left, Right>(
  left: readonly Left[],
  right: readonly Right[],
  isSame: (a: Left, b: Right) => boolean,
): (number | undefined)[] {
  const partnerOfRight = new Map<number, number>();
  const edges = left.map((a) => right.flatMap((b, index) => (isSame(a, b) ? [index] : [])));

  const place = (leftIndex: number, tried: Set<number>): boolean => {
    for (const rightIndex of edges[leftIndex] ?? []) {
      if (tried.has(rightIndex)) continue;
      tried.add(rightIndex);
      const holder = partnerOfRight.get(rightIndex);
      if (holder !== undefined && !place(holder, tried)) continue;
      partnerOfRight.set(rightIndex, leftIndex);
      return true;
    }
    return false;
  };
  left.forEach((_, leftIndex) => place(leftIndex, new Set()));

  const partners: (number | undefined)[] = left.map(() => undefined);
  for (const [rightIndex, leftIndex] of partnerOfRight) partners[leftIndex] = rightIndex;
  return partners;
}
