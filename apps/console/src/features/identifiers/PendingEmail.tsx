import type { CaseAccountView } from '@relink/contract';
import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import { showInstant } from '../../app/time.tsx';
import { CancelEmailButton } from './CancelEmailButton.tsx';
import { ResendButton } from './ResendButton.tsx';

/** A new e-mail that its holder has not confirmed yet. */
export function PendingEmail({ account: { accountId, pendingEmail } }: { account: CaseAccountView }) {
  const t = useTranslate();
  if (!pendingEmail) return null;
  return (
    <Alert severity="info" role="presentation" sx={{ my: 1 }}>
      <strong>{t('relink.identifiers.pending')}</strong>
      <div>
        {t('relink.identifiers.pendingLine', {
          display: pendingEmail.display,
          at: showInstant(pendingEmail.requestedAt),
          until: showInstant(pendingEmail.expiresAt),
        })}
      </div>
      <ResendButton accountId={accountId} changeId={pendingEmail.changeId} />
      <CancelEmailButton accountId={accountId} changeId={pendingEmail.changeId} />
    </Alert>
  );
}
