import type { SentResponse } from '@relink/contract';
import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { useCaseRequest, useVerdict, VerdictButton } from '../cases/index.ts';

/** Sends the message that confirms a pending e-mail once more. */
export function ResendButton({ accountId, changeId }: { accountId: string; changeId: string }) {
  const t = useTranslate();
  const verdict = useVerdict('resend-confirmation', accountId);
  const resend = useCaseRequest<object, SentResponse>(`email-reassignments/${changeId}/confirmations`);
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={t('relink.identifiers.resend')}
        pending={resend.isPending}
        onClick={() => resend.mutate({})}
      />
      <Box role="status">{resend.isSuccess ? t('relink.identifiers.resent') : null}</Box>
      {resend.error ? <ProblemAlert error={resend.error} /> : null}
    </>
  );
}
