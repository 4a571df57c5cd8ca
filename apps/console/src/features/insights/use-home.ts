import type { Home } from '@relink/contract';
import { useQuery } from '@tanstack/react-query';
import { useActive } from '../../app/useActive.ts';
import { useDesk } from '../../app/dataProvider.ts';

const EVERY_MS = 30_000;

/** What a shift begins with, counted from where the reader's day began; renewed while somebody is at the page. */
export function useHome() {
  const desk = useDesk();
  const active = useActive();
  const since = dayBegan(new Date()).toISOString();
  return useQuery({
    queryKey: ['home', since],
    queryFn: () => desk.read<Home>('home', { since }),
    refetchInterval: active ? EVERY_MS : false,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
  });
}

function dayBegan(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate());
}
