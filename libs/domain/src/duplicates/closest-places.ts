import { comparePlaces } from './compare-places.ts';
import type { PlaceComparison } from './compare-places.ts';
import type { MatchPlace } from './read-place.ts';

/** The two addresses that agree best. */
export type ClosestPlaces = {
  readonly levels: PlaceComparison;
  /** One of them comes from an order. */
  readonly shipped: boolean;
  /** One of them, for how common its street's name and its postcode are. */
  readonly place: MatchPlace;
};

/** The two addresses that agree best, as people move and send gifts; null where one has none. */
export function closestPlaces(a: readonly MatchPlace[], b: readonly MatchPlace[]): ClosestPlaces | null {
  let best: ClosestPlaces | null = null;
  let most = -1;
  for (const mine of a)
    for (const theirs of b) {
      const levels = comparePlaces(mine, theirs);
      const closeness = closenessOf(levels);
      if (closeness <= most) continue;
      best = { levels, shipped: mine.shipped || theirs.shipped, place: mine };
      most = closeness;
    }
  return best;
}

const LOCALITY = { postcode: 8, 'postcode-slip': 6, city: 2, different: 0 } as const;
const NAMES = { same: 8, similar: 6, different: 0 } as const;

/** Which two addresses are closest; only their order counts. */
function closenessOf({ locality, street, house, flat, quarter }: PlaceComparison): number {
  return (
    (locality === null ? 0 : LOCALITY[locality]) +
    (street === null ? 0 : NAMES[street]) +
    (house === 'same' ? 5 : 0) +
    (flat === 'same' ? 3 : flat === 'different' ? 0 : 2) +
    (quarter === null ? 0 : NAMES[quarter] / 2)
  );
}
