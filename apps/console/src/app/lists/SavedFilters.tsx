import { type SavedQuery, useListContext, useSavedQueries, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { listPath } from '../list-path.ts';
import { SavedSets } from './SavedSets.tsx';
import { withoutTyped } from './without-search.ts';

/** A list's saved filters, kept in this browser. */
export function SavedFilters() {
  const t = useTranslate();
  const navigate = useNavigate();
  const { resource, sort, perPage, ...list } = useListContext();
  const filters = list.filterValues as object;
  const [queries, setQueries] = useSavedQueries(resource);
  const filter = withoutTyped(filters);
  const save = (label: string) => {
    const query: SavedQuery = { label, value: { filter, sort, perPage, displayedFilters: [] } };
    setQueries([...queries.filter((each) => each.label !== label), query]);
    return Promise.resolve();
  };
  const saved = queries.map((query) => ({
    name: query.label,
    present: JSON.stringify(query.value.filter) === JSON.stringify(filter),
    choose: () => void navigate(pathOf(resource, query)),
    remove: () => setQueries(queries.filter((each) => each !== query)),
  }));
  const text = t('q' in filters ? 'relink.lists.saveTextTyped' : 'relink.lists.saveText');
  return <SavedSets saved={saved} text={text} onSave={save} />;
}

function pathOf(resource: string, { value }: SavedQuery): string {
  return listPath(resource, (value.filter ?? {}) as object, value.sort);
}
