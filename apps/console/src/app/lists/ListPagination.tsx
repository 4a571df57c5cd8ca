import { NUMBERS } from '@relink/domain';
import {
  ListPaginationContext,
  Pagination,
  useListContext,
  useListPaginationContext,
  useTranslate,
} from 'react-admin';

type Shown = { from: number; to: number };

/** The pages of a list, whose count is true, or marked as a least or an estimate, as the api says. */
export function ListPagination() {
  const t = useTranslate();
  const list = useListContext();
  const pages = useListPaginationContext();
  const counted = (list.meta as { counted?: string } | undefined)?.counted ?? 'exact';
  const total = list.total ?? 0;
  // React-Admin hands it on to the table's pagination, though its type does not say so.
  const words = {
    labelDisplayedRows: ({ from, to }: Shown) =>
      t(`relink.lists.range.${counted}`, { from, to, total: total.toLocaleString('en-GB') }),
  };
  // Deeper pages than that are refused: narrow the filter instead.
  const reachable = Math.min(total, NUMBERS.search.deepestRow);
  return (
    <ListPaginationContext.Provider value={{ ...pages, total: reachable }}>
      <Pagination rowsPerPageOptions={[10, 25, 50]} {...words} />
    </ListPaginationContext.Provider>
  );
}
