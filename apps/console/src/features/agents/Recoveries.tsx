import type { FactorRecoveryView } from '@relink/contract';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { TimeText } from '../../app/time.tsx';

export const RECOVERIES = ['factor-recoveries'];

function useRecoveries() {
  const desk = useDesk();
  return useQuery({
    queryKey: RECOVERIES,
    queryFn: () => desk.read<FactorRecoveryView[]>('factor-recoveries'),
  }).data;
}

/** Whether a recovery of an agent waits for its second admin. */
export function useRecoveryWaits(agentId: string | undefined): boolean {
  return useRecoveries()?.some((each) => each.agentId === agentId && each.state === 'waiting') ?? false;
}

/** Above the list of agents while a recovery waits for a second admin, or for the half that who looks has to tell. */
export function WaitingRecoveries() {
  const t = useTranslate();
  const waiting = useRecoveries()?.filter(({ state, half }) => state === 'waiting' || half !== null) ?? [];
  if (waiting.length === 0) return null;
  return (
    <Box sx={{ pt: 2 }}>
      <Panel title={t('relink.factors.recoveries')}>
        <Recoveries of={waiting} />
      </Panel>
    </Box>
  );
}

/** Those of one agent, what waits first. */
export function RecoveryList({ agentId }: { agentId: string }) {
  const own = useRecoveries()?.filter((each) => each.agentId === agentId) ?? [];
  return own.length > 0 ? <Recoveries of={own} /> : null;
}

function Recoveries({ of }: { of: readonly FactorRecoveryView[] }) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const decide = useMutation({
    mutationFn: (path: string) => desk.send<FactorRecoveryView[]>(`factor-recoveries/${path}`, {}),
    onSuccess: async (list) => {
      queryClient.setQueryData(RECOVERIES, list);
      await queryClient.invalidateQueries({ queryKey: ['agents'] });
    },
  });
  const button = (each: FactorRecoveryView, what: 'approve' | 'reject') => (
    <Button
      size="small"
      variant={what === 'approve' ? 'contained' : 'outlined'}
      loading={decide.isPending && decide.variables === `${each.id}/${what}`}
      onClick={() => decide.mutate(`${each.id}/${what}`)}
    >
      {t(`relink.factors.${what}`)}
    </Button>
  );
  return (
    <>
      <Box component="ul" aria-label={t('relink.factors.recoveries')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {of.map((each) => (
          <Box key={each.id} component="li" sx={{ py: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            <Typography variant="body2">
              <strong>{each.agentName}</strong>: <bdi>{each.reason}</bdi>
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {t('relink.factors.askedBy', { name: each.requestedBy })} <TimeText at={each.requestedAt} />,{' '}
              {t(`relink.factors.states.${each.state}`)}
            </Typography>
            {each.mayNot === null ? null : (
              <Typography variant="body2">
                {t(`relink.factors.whyNot.${each.mayNot}`, { _: t('relink.factors.whyNot.other') })}
              </Typography>
            )}
            {each.half === null ? null : <OwnHalf half={each.half} name={each.agentName} />}
            <Stack direction="row" spacing={1} sx={{ mt: 0.5 }}>
              {each.mayApprove ? button(each, 'approve') : null}
              {each.mayReject ? button(each, 'reject') : null}
            </Stack>
          </Box>
        ))}
      </Box>
      {decide.error ? <ProblemAlert error={decide.error} /> : null}
    </>
  );
}

/** What the admin who looks has to tell the agent, and nobody else. */
function OwnHalf({ half, name }: { readonly half: string; readonly name: string }) {
  const t = useTranslate();
  return (
    <Typography variant="body2" sx={{ mt: 0.5 }}>
      {t('relink.factors.half', { name })}{' '}
      <Box
        component="code"
        sx={{
          ...{ display: 'block', width: 'fit-content', mt: 0.5, px: 1, py: 0.5, borderRadius: 1 },
          ...{ bgcolor: 'action.hover', fontFamily: 'ui-monospace, monospace', fontSize: '1.05rem' },
          ...{ fontWeight: 700, letterSpacing: '0.1em', whiteSpace: 'nowrap' },
        }}
      >
        {half}
      </Box>
    </Typography>
  );
}
