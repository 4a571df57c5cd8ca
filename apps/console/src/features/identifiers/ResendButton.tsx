import type { PendingLogin, SentResponse } from '@relink/contract';
import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { useCaseRequest, useVerdicts, VerdictButton } from '../cases/index.ts';

type Props = { accountId: string; pending: PendingLogin };

/** Sends the message that confirms a pending e-mail or phone once more. */
export function ResendButton({ accountId, pending: { changeId, identifierId } }: Props) {
  const t = useTranslate();
  const verdict = useVerdicts('resend-confirmation', accountId).find(
    (each) => each.identifierId === identifierId,
  );
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
