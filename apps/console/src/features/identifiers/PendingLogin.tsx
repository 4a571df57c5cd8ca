import type { CaseAccountView } from '@relink/contract';
import type { PendingKind } from '@relink/domain';
import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useActFocus } from '../../app/next-act/index.ts';
import { showInstant } from '../../app/time.tsx';
import { CancelLoginButton } from './CancelLoginButton.tsx';
import { HeldChange } from './HeldChange.tsx';
import { ResendButton } from './ResendButton.tsx';

/** A new e-mail or phone that its holder has not confirmed yet, or that is held. */
export function PendingLogin({ account, kind }: { account: CaseAccountView; kind: PendingKind }) {
  const t = useTranslate();
  const { accountId, pendingEmail, pendingPhone } = account;
  const pending = kind === 'email' ? pendingEmail : pendingPhone;
  const box = useActFocus<HTMLDivElement>('confirmation', pending !== null);
  if (!pending) return null;
  if (pending.heldUntil) return <HeldChange accountId={accountId} kind={kind} pending={pending} />;
  return (
    <Alert ref={box} tabIndex={-1} severity="info" role="presentation" sx={{ my: 1 }}>
      <strong>{t('relink.identifiers.pending')}</strong>
      <div>
        {t('relink.identifiers.pendingLine', {
          display: pending.display,
          at: showInstant(pending.requestedAt),
          until: showInstant(pending.expiresAt),
        })}
      </div>
      <ResendButton accountId={accountId} pending={pending} />
      <CancelLoginButton accountId={accountId} kind={kind} pending={pending} />
    </Alert>
  );
}
