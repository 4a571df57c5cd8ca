import type { DuplicatePass } from '@relink/contract';
import { Alert, Box, Button, Chip, LinearProgress, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useGetList, useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { Folded } from '../../app/Folded.tsx';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { TimeText } from '../../app/time.tsx';
import { useActive } from '../../app/useActive.ts';
import { Waiting } from '../../app/Waiting.tsx';

const WHILE_IT_RUNS_MS = 1_000;
const SHOWN = 5;
const whole = new Intl.NumberFormat('en-GB');

/** The search through all accounts: an admin starts it and sees how far it is. */
export function Passes() {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const active = useActive();
  const { data, error } = useGetList<DuplicatePass>(
    'duplicate-passes',
    { pagination: { page: 1, perPage: SHOWN }, sort: { field: 'createdAt', order: 'DESC' }, filter: {} },
    {
      refetchInterval: ({ state }) =>
        active && state.data?.data.some((pass) => isUnderWay(pass)) ? WHILE_IT_RUNS_MS : false,
    },
  );
  const start = useMutation({
    mutationFn: () => desk.send<DuplicatePass>('duplicate-passes', {}),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['duplicate-passes'] }),
  });
  const running = data?.find(isUnderWay);
  const last = data?.filter((pass) => !isUnderWay(pass)) ?? [];
  return (
    <Panel title={t('relink.duplicates.pass.title')}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t('relink.duplicates.pass.intro')}
      </Typography>
      {error ? <Waiting error={error} /> : null}
      {running ? (
        <Progress pass={running} />
      ) : (
        <Button variant="outlined" size="small" loading={start.isPending} onClick={() => start.mutate()}>
          {t('relink.duplicates.pass.start')}
        </Button>
      )}
      {start.error ? <ProblemAlert error={start.error} /> : null}
      {last[0] ? <Ended pass={last[0]} /> : null}
      {data?.length === 0 ? (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {t('relink.duplicates.pass.never')}
        </Typography>
      ) : null}
      {last.length > 1 ? (
        <Folded label={t('relink.duplicates.pass.last')}>
          {last.slice(1).map((pass) => (
            <Ended key={pass.id} pass={pass} />
          ))}
        </Folded>
      ) : null}
    </Panel>
  );
}

function isUnderWay({ state }: DuplicatePass): boolean {
  return state === 'queued' || state === 'running';
}

function Progress({ pass }: { pass: DuplicatePass }) {
  const t = useTranslate();
  const known = pass.state === 'running' && pass.of > 0;
  const words = known
    ? t('relink.duplicates.pass.progress', {
        step: t(`relink.duplicates.pass.steps.${pass.step}`),
        done: whole.format(pass.done),
        of: whole.format(pass.of),
        found: whole.format(pass.found),
      })
    : t(`relink.duplicates.pass.states.${pass.state}`);
  return (
    <Box>
      <Typography variant="body2">{words}</Typography>
      <LinearProgress
        aria-label={words}
        variant={known ? 'determinate' : 'indeterminate'}
        value={known ? Math.min(100, Math.floor((pass.done / pass.of) * 100)) : 0}
        sx={{ my: 0.5 }}
      />
    </Box>
  );
}

function Ended({ pass }: { pass: DuplicatePass }) {
  const t = useTranslate();
  const by = pass.startedByName ? t('relink.duplicates.pass.by', { name: pass.startedByName }) : '';
  if (pass.state === 'failed') {
    return (
      <Alert severity="error" role="presentation" sx={{ mt: 1 }}>
        <TimeText at={pass.createdAt} /> {by}: {t('relink.duplicates.pass.failed')}
      </Alert>
    );
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center', mt: 1 }}>
      <Chip size="small" variant="outlined" label={t(`relink.duplicates.pass.states.${pass.state}`)} />
      <Typography variant="body2">
        <TimeText at={pass.finishedAt ?? pass.createdAt} /> {by}:{' '}
        {t('relink.duplicates.pass.result', {
          accounts: whole.format(pass.accounts),
          found: whole.format(pass.found),
        })}
      </Typography>
    </Box>
  );
}
