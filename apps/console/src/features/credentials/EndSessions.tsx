import { Alert, Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { Say } from '../../app/say/index.ts';
import { useCaseRequest, useVerdict, VerdictButton } from '../cases/index.ts';

/** Ends every session of the customer. */
export function EndSessions({ accountId }: { accountId: string }) {
  const t = useTranslate();
  const verdict = useVerdict('end-sessions', accountId);
  const end = useCaseRequest<{ accountId: string }, { ended: number }>('session-revocations');
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={t('relink.credentials.endSessions')}
        pending={end.isPending}
        group="contact"
        onClick={() => end.mutate({ accountId })}
      />
      <Box role="status">
        {end.data ? (
          <Alert severity="success" role="presentation">
            {t('relink.credentials.sessionsEnded', { smart_count: end.data.ended })}
            <Say code="sessions-ended" />
          </Alert>
        ) : null}
      </Box>
      {end.error ? <ProblemAlert error={end.error} /> : null}
    </>
  );
}
