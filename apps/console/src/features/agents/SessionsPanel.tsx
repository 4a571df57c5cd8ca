import type { AgentSessionView } from '@relink/contract';
import { Button } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { SessionList } from './SessionList.tsx';

type Props = {
  /** Where the sessions are read; below it each is ended. */
  readonly path: string;
  readonly title: string;
  /** What ends several at once: the last part of its path, its word, and from how many sessions on it is of use. */
  readonly several: { readonly path: string; readonly word: string; readonly from: number };
};

/** Where somebody is signed in, and the ends of it. */
export function SessionsPanel({ path, title, several }: Props) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const { data, error } = useQuery({
    queryKey: [path],
    queryFn: () => desk.read<AgentSessionView[]>(path),
  });
  const end = useMutation({
    mutationFn: (which: string) => desk.send<AgentSessionView[]>(`${path}/${which}`, {}),
    onSuccess: (left) => queryClient.setQueryData([path], left),
  });
  return (
    <Panel title={t(title)}>
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
      {data && data.length >= several.from ? (
        <Button
          variant="outlined"
          sx={{ mt: 1 }}
          loading={end.isPending && end.variables === several.path}
          onClick={() => end.mutate(several.path)}
        >
          {t(several.word)}
        </Button>
      ) : null}
    </Panel>
  );
}
