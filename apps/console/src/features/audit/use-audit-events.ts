import type { AuditEventView } from '@relink/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { askedOf, type AuditView, type Place, placeOf } from './audit-view.ts';

export const PER_PAGE = 50;

/** A page of the log as it was found. */
export type EventsPage = {
  readonly events: readonly AuditEventView[];
  /** How many there are from the place on, and how that number is meant. */
  readonly total: number;
  readonly counted: 'exact' | 'at-least' | 'estimate';
  /** Where to look on from, when what is older was not looked at. */
  readonly searchedTo: Place | undefined;
};

/** One page of the log, from a place on. */
export function useAuditEvents(view: AuditView) {
  const provider = useDataProvider();
  const filter = askedOf(view);
  return useQuery({
    queryKey: ['audit-events', 'page', filter],
    queryFn: async (): Promise<EventsPage> => {
      const list = await provider.getList<AuditEventView>('audit-events', {
        filter,
        sort: { field: 'at', order: 'DESC' },
        pagination: { page: 1, perPage: PER_PAGE },
      });
      const meta = (list.meta ?? {}) as { counted?: EventsPage['counted']; searchedTo?: string | null };
      return {
        events: list.data,
        total: list.total ?? list.data.length,
        counted: meta.counted ?? 'exact',
        searchedTo: placeOf('before', meta.searchedTo),
      };
    },
    placeholderData: keepPreviousData,
  });
}
