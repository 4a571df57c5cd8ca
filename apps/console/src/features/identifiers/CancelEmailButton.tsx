import { Button, TextField } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { FormDialog } from '../../app/FormDialog.tsx';
import { useCaseRequest } from '../cases/index.ts';

/** Takes a pending e-mail back, with a reason: the address is free again. */
export function CancelEmailButton({ changeId }: { changeId: string }) {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const cancel = useCaseRequest<{ reason: string }>(`email-reassignments/${changeId}/cancel`, {
    changesAccounts: true,
  });
  return (
    <>
      <Button size="small" variant="outlined" color="inherit" sx={{ mt: 1 }} onClick={() => setOpen(true)}>
        {t('relink.identifiers.cancel')}
      </Button>
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
