import type { MergeView } from '@relink/contract';
import { useQuery } from '@tanstack/react-query';
import { useGetList } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { useActive } from '../../app/useActive.ts';

const WHILE_IT_RUNS_MS = 1_000;
const WHILE_IT_WAITS_MS = 10_000;
const RUNNING: ReadonlySet<string> = new Set(['queued', 'running']);

/** One merge, followed while it runs and, more slowly, while it waits to be decided. */
export function useMerge(id: string) {
  const desk = useDesk();
  const active = useActive();
  return useQuery({
    queryKey: ['merges', 'one', id],
    queryFn: () => desk.read<MergeView>(`merges/${id}`),
    refetchInterval: ({ state }) => (active && state.data ? pollEvery(state.data) : false),
  });
}

function pollEvery({ state, undo }: MergeView): number | false {
  if (RUNNING.has(state) || (undo && RUNNING.has(undo.state))) return WHILE_IT_RUNS_MS;
  return state === 'waiting' || undo?.state === 'waiting' ? WHILE_IT_WAITS_MS : false;
}

const MOST = 100;

/** The merges of an account, as survivor or as the other one, or of a case; the latest first. */
export function useMerges(filter: { accountId: string } | { caseId: string }) {
  const active = useActive();
  return useGetList<MergeView>(
    'merges',
    { filter, pagination: { page: 1, perPage: MOST }, sort: { field: 'requestedAt', order: 'DESC' } },
    {
      refetchOnReconnect: false,
      staleTime: 10_000,
      refetchInterval: ({ state }) =>
        active && state.data?.data.some((merge) => pollEvery(merge) !== false) ? WHILE_IT_WAITS_MS : false,
    },
  );
}
