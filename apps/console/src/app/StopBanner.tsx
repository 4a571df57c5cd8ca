import { Alert, Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { TimeText } from './time.tsx';
import { useChangeStop } from './useChangeStop.ts';

/** On every page while changes are stopped: who stopped them, since when, and why. */
export function StopBanner() {
  const t = useTranslate();
  const stop = useChangeStop();
  return (
    <Box role="alert">
      {stop ? (
        <Alert severity="error" variant="filled" role="presentation" sx={{ my: 1, overflowWrap: 'anywhere' }}>
          <strong>{t('relink.stop.banner')}</strong> {t('relink.stop.since', { name: stop.stoppedBy })}{' '}
          <TimeText at={stop.stoppedAt} />: <bdi>{stop.reason}</bdi>
        </Alert>
      ) : null}
    </Box>
  );
}
