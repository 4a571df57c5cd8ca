export { ListEmpty, ListRows } from './ListRows.tsx';
export { ListPagination } from './ListPagination.tsx';
export { ListTools } from './ListTools.tsx';
export { QueueItem, QueueList } from './QueueList.tsx';
export { SavedSets } from './SavedSets.tsx';
export { useListFilter } from './useListFilter.ts';
