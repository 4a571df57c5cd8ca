import type { LooksView } from '@relink/contract';
import { Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';

/** How many searches are left this hour, once few are. `after`: what the newest search found; asked anew with each. */
export function SearchesLeft({ after }: { after: unknown }) {
  const t = useTranslate();
  const desk = useDesk();
  const { data, refetch } = useQuery({
    queryKey: ['looks'],
    queryFn: () => desk.read<LooksView>('looks'),
    enabled: false,
  });
  useEffect(() => {
    void refetch();
  }, [after, refetch]);
  const room = data?.room.find(({ limit }) => limit === 'searches-per-hour');
  if (!room?.near) return null;
  return (
    <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
      {t('relink.looks.searchesLeft', { smart_count: Math.max(0, room.most - room.used) })}
    </Typography>
  );
}
