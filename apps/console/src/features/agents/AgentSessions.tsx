import type { AgentSessionView } from '@relink/contract';
import { Button } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRecordContext, useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { SessionList } from './SessionList.tsx';

/** Where an agent is signed in, for an admin to end. */
export function AgentSessions() {
  const agent = useRecordContext<{ id: string }>();
  return agent ? <Sessions agentId={agent.id} /> : null;
}

function Sessions({ agentId }: { agentId: string }) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const path = `agents/${agentId}/sessions`;
  const { data, error } = useQuery({
    queryKey: [path],
    queryFn: () => desk.read<AgentSessionView[]>(path),
  });
  const end = useMutation({
    mutationFn: (which: string) => desk.send<AgentSessionView[]>(`${path}/${which}`, {}),
    onSuccess: (left) => queryClient.setQueryData([path], left),
  });
  return (
    <Panel title={t('relink.factors.sessionsOf')}>
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
      {data && data.length > 0 ? (
        <Button
          variant="outlined"
          sx={{ mt: 1 }}
          loading={end.isPending && end.variables === 'end-all'}
          onClick={() => end.mutate('end-all')}
        >
          {t('relink.factors.endAll')}
        </Button>
      ) : null}
    </Panel>
  );
}
