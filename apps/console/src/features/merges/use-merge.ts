import type { MergeProgressView, MergeView } from '@relink/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useGetList } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { useActive } from '../../app/useActive.ts';
import { askEvery, hasMoved, withProgress } from './merge-progress.ts';

/** One merge. While it runs or waits, only how far it is is asked for; it is read again, as a look, once it has moved. */
export function useMerge(id: string): { data: MergeView | undefined; error: Error | null } {
  const desk = useDesk();
  const active = useActive();
  const queryClient = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['merges', 'one', id],
    queryFn: () => desk.read<MergeView>(`merges/${id}`),
  });
  const every = data ? askEvery(data) : false;
  const { data: heard, dataUpdatedAt } = useQuery({
    queryKey: ['merge-progress', id],
    queryFn: () => desk.read<MergeProgressView>(`merges/${id}/progress`),
    enabled: every !== false,
    refetchInterval: active ? every : false,
  });
  const moved = data !== undefined && heard !== undefined && every !== false && hasMoved(data, heard);
  useEffect(() => {
    if (moved)
      void queryClient.invalidateQueries({ queryKey: ['merges', 'one', id] }, { cancelRefetch: false });
  }, [moved, dataUpdatedAt, queryClient, id]);
  return { data: data && heard ? withProgress(data, heard) : data, error };
}

const MOST = 100;

/** The merges of an account, as survivor or as the other one, or of a case; the latest first. Read anew when the server says that one moved. */
export function useMerges(filter: { accountId: string } | { caseId: string }) {
  return useGetList<MergeView>(
    'merges',
    { filter, pagination: { page: 1, perPage: MOST }, sort: { field: 'requestedAt', order: 'DESC' } },
    {
      refetchOnReconnect: false,
      staleTime: 10_000,
    },
  );
}
