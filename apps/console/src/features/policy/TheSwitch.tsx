import type { ChangeStopView, StopChangesRequest } from '@relink/contract';
import { Box, Button, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';
import { Panel } from '../../app/Panel.tsx';
import { TimeText } from '../../app/time.tsx';
import { useChangeStop } from '../../app/useChangeStop.ts';
import { usePermitted } from '../../app/useMe.ts';

/** Stops all changes of all agents at once, opens them again, and tells when that was. */
export function TheSwitch() {
  const t = useTranslate();
  const permitted = usePermitted('changes.stop');
  const standing = useChangeStop();
  const [asked, setAsked] = useState(false);
  return (
    <Panel title={t('relink.stop.title')}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {t('relink.stop.intro')} {standing ? t('relink.stop.banner') : t('relink.stop.running')}
      </Typography>
      {permitted ? (
        <Button
          variant={standing ? 'contained' : 'outlined'}
          color={standing ? 'primary' : 'error'}
          onClick={() => setAsked(true)}
        >
          {t(standing ? 'relink.stop.lift' : 'relink.stop.stop')}
        </Button>
      ) : null}
      {asked ? <SwitchDialog standing={standing} onClose={() => setAsked(false)} /> : null}
      <Stops />
    </Panel>
  );
}

function SwitchDialog({ standing, onClose }: { standing: ChangeStopView | null; onClose: () => void }) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  // What the dialog began as: a stop that is lifted meanwhile must not turn its button round.
  const [stop] = useState(standing);
  const act = stop ? 'lift' : 'stop';
  const turn = useMutation({
    mutationFn: (body: StopChangesRequest) =>
      desk.send<ChangeStopView>(stop ? `change-stops/${stop.id}/lift` : 'change-stops', body),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['change-stops'] }),
  });
  return (
    <FormDialog
      open
      title={t(`relink.stop.${act}`)}
      text={t(`relink.stop.${act}Text`)}
      submit={t(`relink.stop.${act}`)}
      pending={turn.isPending}
      error={turn.error}
      disabled={reason.trim() === ''}
      onSubmit={() => turn.mutate({ reason })}
      onClose={onClose}
    >
      <ReasonField autoFocus multiline value={reason} onChange={setReason} />
    </FormDialog>
  );
}

function Stops() {
  const t = useTranslate();
  const { data = [] } = useGetList<ChangeStopView>('change-stops', {
    pagination: { page: 1, perPage: 10 },
    sort: { field: 'stoppedAt', order: 'DESC' },
    filter: {},
  });
  return (
    <Box sx={{ mt: 2, overflowWrap: 'anywhere' }}>
      <Typography component="h3" variant="h3">
        {t('relink.stop.history')}
      </Typography>
      {data.length === 0 ? <Typography variant="body2">{t('relink.stop.never')}</Typography> : null}
      <ul>
        {data.map((each) => (
          <Typography key={each.id} component="li" variant="body2" sx={{ mb: 0.5 }}>
            {t('relink.stop.stopped')} <TimeText at={each.stoppedAt} />, <bdi>{each.stoppedBy}</bdi>:{' '}
            <bdi>{each.reason}</bdi>.{' '}
            {each.liftedAt ? (
              <>
                {t('relink.stop.lifted')} <TimeText at={each.liftedAt} />, <bdi>{each.liftedBy}</bdi>:{' '}
                <bdi>{each.liftReason}</bdi>
              </>
            ) : (
              <strong>{t('relink.stop.stands')}</strong>
            )}
          </Typography>
        ))}
      </ul>
    </Box>
  );
}
