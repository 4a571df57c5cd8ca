import { type SortPayload, useListContext } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { addressNow } from '../address-now.ts';
import { changeFilter, type FilterChange } from './change-filter.ts';

/** What a list is filtered by, and how it is filtered otherwise: on from what its address says at that moment. */
export function useListFilter<Filter extends object>(): [
  Filter,
  (change: FilterChange<Filter>, sort?: SortPayload) => void,
] {
  const navigate = useNavigate();
  const shown = useListContext().filterValues as Filter;
  // React-Admin's own way there waits for the next tick, in which a second choice may come first.
  const change = (to: FilterChange<Filter>, sort?: SortPayload) => {
    const search = changeFilter(addressNow(), shown, to, sort);
    if (search) void navigate({ search: search.toString() });
  };
  return [shown, change];
}
