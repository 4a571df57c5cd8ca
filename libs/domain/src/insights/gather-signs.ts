import { keyOf, type Suspicion } from './sign.ts';

/** A sign as it is told: the finding that says most, and every span whose events are behind it. */
export type Gathered = Suspicion & { readonly spans: readonly Pick<Suspicion, 'from' | 'to'>[] };

/**
 * Findings of one kind about the same people are one sign: it says what the widest of them counted, of equally wide ones
 * the largest. In whatever order they were found, the answer is the same.
 */
export function gatherSigns(found: readonly Suspicion[]): Gathered[] {
  const gathered = new Map<string, Gathered>();
  for (const each of [...found].sort(byWeight)) {
    const span = { from: each.from, to: each.to };
    const first = gathered.get(keyOf(each));
    gathered.set(
      keyOf(each),
      first ? { ...first, spans: [...first.spans, span] } : { ...each, spans: [span] },
    );
  }
  return [...gathered.values()];
}

function byWeight(left: Suspicion, right: Suspicion): number {
  return (
    lengthOf(right) - lengthOf(left) ||
    right.count - left.count ||
    right.to.localeCompare(left.to) ||
    keyOf(left).localeCompare(keyOf(right))
  );
}

function lengthOf({ from, to }: Suspicion): number {
  return Date.parse(to) - Date.parse(from);
}
