import type { InsightsNow } from '@relink/contract';
import { useQuery } from '@tanstack/react-query';
import { useDesk } from './dataProvider.ts';
import { usePermitted } from './useMe.ts';

/**
 * How much waits for somebody who oversees the desk: numbers and nothing of anybody, so that no reading of them is a look.
 * Read anew when the server says that something of it has changed; undefined to everybody else.
 */
export function useWaiting(): InsightsNow | undefined {
  const desk = useDesk();
  const permitted = usePermitted('insights.read');
  return useQuery({
    queryKey: ['insights', 'now'],
    queryFn: () => desk.read<InsightsNow>('insights/now'),
    enabled: permitted,
    staleTime: 60_000,
  }).data;
}
