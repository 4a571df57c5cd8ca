import type { SortPayload } from 'react-admin';

/** From what the filter is to what it shall be; what is undefined in it is left out. The same handed back changes nothing. */
export type FilterChange<Filter extends object> = (now: Filter) => Filter;

/**
 * A list's address under another filter, from its first page, in its present order unless another is given; undefined
 * where nothing changes. Where the address names no filter, the list shows what it opens with.
 */
export function changeFilter<Filter extends object>(
  address: URLSearchParams,
  opensWith: Filter,
  change: FilterChange<Filter>,
  sort?: SortPayload,
): URLSearchParams | undefined {
  const next = new URLSearchParams(address);
  // What the address names is the list's own filter, as it was written there.
  const now = (filterIn(address) as Filter | undefined) ?? opensWith;
  const wanted = change(now);
  if (wanted === now) return undefined;
  next.set('filter', JSON.stringify(wanted));
  next.set('page', '1');
  if (sort) {
    next.set('sort', sort.field);
    next.set('order', sort.order);
  }
  return next;
}

/** Undefined where there is none to be read. */
function filterIn(address: URLSearchParams): object | undefined {
  try {
    const filter: unknown = JSON.parse(address.get('filter') ?? 'null');
    return typeof filter === 'object' && filter !== null ? filter : undefined;
  } catch {
    return undefined;
  }
}
