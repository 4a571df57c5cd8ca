import type { AgentSessionView } from '@relink/contract';
import { Alert, Box, Button } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Title, useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { useMe } from '../../app/useMe.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { OwnFactors } from './OwnFactors.tsx';
import { SessionList } from './SessionList.tsx';

const KEY = ['my-sessions'];

/** What an agent proves themselves with, and where they are signed in. */
export function SecurityPage() {
  const t = useTranslate();
  const standing = useMe()?.standing;
  return (
    <Box sx={{ pt: 2 }}>
      <Title title={t('relink.factors.title')} />
      {standing === 'enrolling' ? (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {t('relink.factors.needed')}
        </Alert>
      ) : null}
      <OwnFactors />
      {standing === 'whole' ? <OwnSessions /> : null}
    </Box>
  );
}

function OwnSessions() {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: () => desk.read<AgentSessionView[]>('my-sessions'),
  });
  const end = useMutation({
    mutationFn: (path: string) => desk.send<AgentSessionView[]>(`my-sessions/${path}`, {}),
    onSuccess: (left) => queryClient.setQueryData(KEY, left),
  });
  return (
    <Panel title={t('relink.factors.sessions')}>
      {data ? (
        <SessionList
          sessions={data}
          ending={end.isPending ? end.variables : undefined}
          onEnd={(id) => end.mutate(`${id}/end`)}
        />
      ) : (
        <Waiting error={error} />
      )}
      {end.error ? <ProblemAlert error={end.error} /> : null}
      {data && data.length > 1 ? (
        <Button
          variant="outlined"
          sx={{ mt: 1 }}
          loading={end.isPending && end.variables === 'end-others'}
          onClick={() => end.mutate('end-others')}
        >
          {t('relink.factors.endOthers')}
        </Button>
      ) : null}
    </Panel>
  );
}
