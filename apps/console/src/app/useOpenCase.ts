import type { CaseRevision, CaseView } from '@relink/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { askEvery, caseIsOld } from './case-is-old.ts';
import { useDesk } from './dataProvider.ts';
import { useActive } from './useActive.ts';

/**
 * A case and what is wrong with reading it. By the clock only its revision is asked for, which is no look at it; the case
 * is read again, as an event in the audit, once it has changed.
 */
export function useOpenCase(id: string): { data: CaseView | undefined; error: Error | null } {
  const active = useActive();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const shown = useQuery({
    // A key of its own: React-Admin fills its own with the rows of a list, which are not whole cases.
    queryKey: ['cases', 'workbench', id],
    queryFn: () => desk.read<CaseView>(`cases/${id}`),
  });
  const heard = useQuery({
    queryKey: ['case-revision', id],
    queryFn: () => desk.read<CaseRevision>(`cases/${id}/revision`),
    enabled: shown.data !== undefined,
    // An unattended page asks for nothing, so that the agent's session can end by itself.
    refetchInterval: active && shown.data ? askEvery(shown.data) : false,
    refetchIntervalInBackground: false,
  });
  const old =
    shown.data !== undefined &&
    caseIsOld(
      { revision: shown.data.revision, at: shown.dataUpdatedAt },
      { revision: heard.data?.revision, at: heard.dataUpdatedAt },
    );
  useEffect(() => {
    if (old)
      void queryClient.invalidateQueries({ queryKey: ['cases', 'workbench', id] }, { cancelRefetch: false });
  }, [old, heard.dataUpdatedAt, queryClient, id]);
  return shown;
}
