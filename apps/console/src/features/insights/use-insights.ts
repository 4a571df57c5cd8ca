import type { Insights, InsightsNow } from '@relink/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { useActive } from '../../app/useActive.ts';
import { daysBefore } from './show.ts';

export const PERIODS = ['today', '7', '30', '90', 'own'] as const;
export type Period = (typeof PERIODS)[number];
export type Chosen = {
  readonly period: Period;
  readonly from?: string;
  readonly to?: string;
  readonly channel: string;
  readonly agentId: string;
};

const EVERY_MS = 30_000;
const A_DAY = /^\d{4}-\d{2}-\d{2}$/;

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

/** What the page's address says was chosen, and a way to say otherwise. */
export function useChosen(): [Chosen, (chosen: Chosen) => void] {
  const [search, setSearch] = useSearchParams();
  const period = PERIODS.find((each) => each === search.get('period')) ?? '30';
  const [from, to] = [dayIn(search.get('from')), dayIn(search.get('to'))];
  const chosen = {
    period: period === 'own' && (from === undefined || to === undefined) ? '30' : period,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    channel: search.get('channel') ?? '',
    agentId: search.get('agentId') ?? '',
  } as const;
  const choose = (next: Chosen) => {
    const kept = next.period === 'own' ? next : { ...next, from: '', to: '' };
    setSearch(Object.fromEntries(Object.entries(kept).filter(([, value]) => value)), { replace: true });
  };
  return [chosen, choose];
}

/** The days that were chosen, counted back from today by the desk's clock. */
export function daysOf({ period, from, to }: Chosen, today: string): { from: string; to: string } {
  if (period === 'own' && from !== undefined && to !== undefined)
    return from <= to ? { from, to } : { from: to, to: from };
  const days = period === 'today' || period === 'own' ? 1 : Number(period);
  return { from: daysBefore(today, days - 1), to: today };
}

function dayIn(text: string | null): string | undefined {
  return text !== null && A_DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}
