import type { AccountCard, AccountsQuery } from '@relink/contract';

/** Sorts what a search found; the key's order, which a list asks for when nobody chose one, leaves the closest first. */
export function sorted(cards: AccountCard[], sort: AccountsQuery['sort']): AccountCard[] {
  const [by, direction] = sort ?? ['id', 'ASC'];
  if (by === 'id') return cards;
  const sign = direction === 'ASC' ? 1 : -1;
  return cards.toSorted((left, right) => sign * compare(left[by], right[by]));
}

function compare(left: string | number | null, right: string | number | null): number {
  if (left === right) return 0;
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
