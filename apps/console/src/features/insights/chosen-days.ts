import { daysBefore } from './show.ts';

export const PERIODS = ['today', '7', '30', '90', 'own'] as const;
type Period = (typeof PERIODS)[number];
export type Chosen = {
  readonly period: Period;
  readonly from?: string;
  readonly to?: string;
  readonly channel: string;
  readonly agentId: string;
};

const A_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the page's address says was chosen; the last 30 days where it says nothing that can be. */
export function readChosen(search: URLSearchParams): Chosen {
  const period = PERIODS.find((each) => each === search.get('period')) ?? '30';
  const [from, to] = [dayIn(search.get('from')), dayIn(search.get('to'))];
  return {
    period: period === 'own' && (from === undefined || to === undefined) ? '30' : period,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    channel: search.get('channel') ?? '',
    agentId: search.get('agentId') ?? '',
  };
}

/** The page's address for what is chosen, without its path: days stand in it only where they were chosen. */
export function writeChosen(chosen: Chosen): Record<string, string> {
  const { from, to, ...kept } = chosen;
  const named = chosen.period === 'own' ? { ...kept, from, to } : kept;
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  );
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
