import type { SortPayload } from 'react-admin';

/** The address of a list under a filter and an order: what a link to "my due cases" opens. */
export function listPath(resource: string, filter: object, sort?: SortPayload): string {
  const query = new URLSearchParams({ filter: JSON.stringify(filter), displayedFilters: '{}', page: '1' });
  if (sort) {
    query.set('sort', sort.field);
    query.set('order', sort.order);
  }
  return `/${resource}?${query.toString()}`;
}
