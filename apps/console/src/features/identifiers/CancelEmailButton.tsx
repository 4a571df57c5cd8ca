import { TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { FormDialog } from '../../app/FormDialog.tsx';
import { useCaseRequest, useVerdict, VerdictButton } from '../cases/index.ts';

/** Takes a pending e-mail back, with a reason: the address is free again. */
export function CancelEmailButton({ accountId, changeId }: { accountId: string; changeId: string }) {
  const t = useTranslate();
  const verdict = useVerdict('cancel-reassignment', accountId);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const cancel = useCaseRequest<{ reason: string }>(`email-reassignments/${changeId}/cancel`, {
    changesAccounts: true,
  });
  return (
    <>
      <VerdictButton verdict={verdict} label={t('relink.identifiers.cancel')} onClick={() => setOpen(true)} />
      <FormDialog
        open={open}
        title={t('relink.identifiers.cancelTitle')}
        text={t('relink.identifiers.cancelText')}
        submit={t('relink.identifiers.cancelTitle')}
        pending={cancel.isPending}
        error={cancel.error}
        disabled={!reason.trim()}
        onSubmit={() => cancel.mutate({ reason }, { onSuccess: () => setOpen(false) })}
        onClose={() => setOpen(false)}
      >
        <TextField
          autoFocus
          required
          label={t('relink.common.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </FormDialog>
    </>
  );
}
