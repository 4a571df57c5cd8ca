import type {
  ActionVerdictView,
  CaseAccountView,
  IdentifierView,
  SendResetLinkRequest,
  SentResponse,
} from '@relink/contract';
import { Alert, Box, Typography } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { showInstant } from '../../app/time.tsx';
import { useCaseRequest, useVerdicts, VerdictButton } from '../cases/index.ts';
import { EndSessions } from './EndSessions.tsx';

type Props = { account: CaseAccountView; identifiers: readonly IdentifierView[] };

/** A reset link to each e-mail that the server speaks of, and the end of the customer's sessions. */
export function WayBackIn({ account, identifiers }: Props) {
  const t = useTranslate();
  const id = useId();
  const links = useVerdicts('send-reset-link', account.accountId);
  return (
    <Box role="group" aria-labelledby={id} sx={{ my: 2 }}>
      <Typography id={id} component="h4" variant="h4">
        {t('relink.credentials.title')}
      </Typography>
      {links.map((verdict) => (
        <SendResetLink
          key={verdict.identifierId ?? 'none'}
          verdict={verdict}
          accountId={account.accountId}
          identifier={identifiers.find(({ id: each }) => each === verdict.identifierId)}
        />
      ))}
      <EndSessions accountId={account.accountId} />
    </Box>
  );
}

type OneProps = { verdict: ActionVerdictView; accountId: string; identifier: IdentifierView | undefined };

function SendResetLink({ verdict, accountId, identifier }: OneProps) {
  const t = useTranslate();
  const send = useCaseRequest<SendResetLinkRequest, SentResponse>('reset-links');
  const { identifierId } = verdict;
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={t('relink.credentials.sendResetLink', { to: identifier?.display ?? '…' })}
        pending={send.isPending}
        onClick={() => (identifierId ? send.mutate({ accountId, identifierId }) : undefined)}
      />
      <Box role="status">
        {send.data ? (
          <Alert severity="success" role="presentation">
            {t('relink.credentials.resetLinkSent', { at: showInstant(send.data.expiresAt) })}
          </Alert>
        ) : null}
      </Box>
      {send.error ? <ProblemAlert error={send.error} /> : null}
    </>
  );
}
