import type { Insights, InsightsNow } from '@relink/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { addressNow } from '../../app/address-now.ts';
import { useDesk } from '../../app/dataProvider.ts';
import { useActive } from '../../app/useActive.ts';
import { type Chosen, readChosen, writeChosen } from './chosen-days.ts';

const EVERY_MS = 30_000;

/** What needs a supervisor now; renewed while somebody is at the page. */
export function useInsightsNow() {
  const desk = useDesk();
  const active = useActive();
  return useQuery({
    queryKey: ['insights', 'now'],
    queryFn: () => desk.read<InsightsNow>('insights/now'),
    refetchInterval: active ? EVERY_MS : false,
    refetchIntervalInBackground: false,
  });
}

/** The figures of what was chosen. Each reading is an event in the audit, so nothing renews them but the reader. */
export function useInsights(days: { from: string; to: string } | undefined, { channel, agentId }: Chosen) {
  const desk = useDesk();
  const query = { ...days, ...(channel && { channel }), ...(agentId && { agentId }) };
  return useQuery({
    queryKey: ['insights', query],
    queryFn: () => desk.read<Insights>('insights', query),
    enabled: days !== undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
}

/** What the page's address says was chosen, and a way to say otherwise: on from what it says at that moment. */
export function useChosen(): [Chosen, (change: Partial<Chosen>) => void] {
  const [search, setSearch] = useSearchParams();
  const choose = (change: Partial<Chosen>) =>
    setSearch(writeChosen({ ...readChosen(addressNow()), ...change }), { replace: true });
  return [readChosen(search), choose];
}
