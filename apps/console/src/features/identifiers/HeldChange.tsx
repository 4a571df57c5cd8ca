import type { PendingLogin } from '@relink/contract';
import type { PendingKind } from '@relink/domain';
import { Alert } from '@mui/material';
import { useTranslate } from 'react-admin';
import { showInstant } from '../../app/time.tsx';
import { CancelLoginButton } from './CancelLoginButton.tsx';

type Props = { accountId: string; kind: PendingKind; pending: PendingLogin };

/** A new e-mail or phone that was confirmed and waits: until when, why, and who can shorten it. */
export function HeldChange({ accountId, kind, pending }: Props) {
  const t = useTranslate();
  const { display, heldUntil, holdReasons } = pending;
  const reasons = holdReasons.map((reason) => t(`relink.approvals.reasons.${reason}`)).join(' ');
  const byApproval = holdReasons.includes('document-only');
  return (
    <Alert severity="warning" role="presentation" sx={{ my: 1 }}>
      <strong>
        {t(`relink.approvals.${byApproval ? 'heldForApproval' : 'held'}`, {
          until: showInstant(heldUntil ?? ''),
        })}
      </strong>
      <div>{display}</div>
      <div>{t('relink.approvals.heldWhy', { reasons })}</div>
      <div>{t(`relink.approvals.${byApproval ? 'heldOnlyByApproval' : 'heldNext'}`)}</div>
      <CancelLoginButton accountId={accountId} kind={kind} pending={pending} />
    </Alert>
  );
}
