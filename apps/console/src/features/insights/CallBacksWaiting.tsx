import type { CaseSummary, CaseView } from '@relink/contract';
import { Alert, Box, Button, Skeleton, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRedirect, useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { listPath } from '../../app/list-path.ts';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import type { OfHome } from './HomePage.tsx';

const QUEUE = { queue: 'call-backs' };
const OLDEST_FIRST = { field: 'openedAt', order: 'ASC' } as const;

/** Who asked to be called and waits, and the way to take whoever waits longest. */
export function CallBacksWaiting({ home }: OfHome) {
  const t = useTranslate();
  return (
    <Panel title={t('relink.home.callBacks')}>
      <Box sx={{ minHeight: 96 }}>{home ? <Queue of={home.callBacks} /> : <Skeleton height={96} />}</Box>
    </Panel>
  );
}

function Queue({ of: { waiting, oldestAt } }: { of: { waiting: number; oldestAt: string | null } }) {
  const t = useTranslate();
  const take = useTakeNext();
  if (waiting === 0) return <Typography color="textSecondary">{t('relink.home.callBacksNone')}</Typography>;
  return (
    <>
      <Typography>{t('relink.home.callBacksCount', { smart_count: waiting })}</Typography>
      {oldestAt ? (
        <Typography variant="body2" color="textSecondary">
          {t('relink.home.callBacksOldest')} <TimeText at={oldestAt} />
        </Typography>
      ) : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', mt: 1 }}>
        <Button variant="outlined" loading={take.isPending} onClick={() => take.mutate()}>
          {t('relink.home.takeNext')}
        </Button>
        <RowLink to={listPath('cases', QUEUE, OLDEST_FIRST)}>{t('relink.home.callBacksAll')}</RowLink>
      </Box>
      {take.data === null ? <Alert severity="info">{t('relink.home.takenMeanwhile')}</Alert> : null}
      {take.error ? <ProblemAlert error={take.error} /> : null}
    </>
  );
}

/** Takes the case of whoever waits longest, and goes to its workbench; null when nobody waits any more. */
function useTakeNext() {
  const desk = useDesk();
  const redirect = useRedirect();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { data } = await desk.getList<CaseSummary>('cases', {
        filter: QUEUE,
        sort: OLDEST_FIRST,
        pagination: { page: 1, perPage: 1 },
      });
      const next = data[0];
      return next === undefined ? null : desk.send<CaseView>(`cases/${next.id}/take`, {});
    },
    onSuccess: (taken) => (taken === null ? undefined : redirect('show', 'cases', taken.id)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['home'] }),
  });
}
