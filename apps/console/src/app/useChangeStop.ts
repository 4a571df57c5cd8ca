import type { ChangeStopView } from '@relink/contract';
import { useGetIdentity, useGetList } from 'react-admin';
import { useActive } from './useActive.ts';

const EVERY_MS = 30_000;

/** The stop of all changes that stands, or null; asked for anew while somebody is at this page. */
export function useChangeStop(): ChangeStopView | null {
  const active = useActive();
  const { identity } = useGetIdentity();
  const { data } = useGetList<ChangeStopView>(
    'change-stops',
    { pagination: { page: 1, perPage: 1 }, sort: { field: 'stoppedAt', order: 'DESC' }, filter: {} },
    {
      enabled: identity !== undefined,
      refetchInterval: active ? EVERY_MS : false,
      refetchIntervalInBackground: false,
    },
  );
  const newest = data?.[0];
  return newest?.liftedAt === null ? newest : null;
}
