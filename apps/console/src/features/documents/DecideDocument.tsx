import type { DocumentView } from '@relink/contract';
import { Button, Stack, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';
import { usePermitted } from '../../app/useMe.ts';

type Decision = 'confirm' | 'reject';

/** A supervisor's yes or no, each with a reason. */
export function DecideDocument({ of }: { of: DocumentView }) {
  const t = useTranslate();
  const permitted = usePermitted('documents.confirm');
  const [open, setOpen] = useState<Decision>();
  if (!permitted || of.state !== 'proposed') return null;
  return (
    <>
      <Stack direction="row" spacing={1} sx={{ mt: 2 }}>
        <Button variant="contained" disabled={!of.mayConfirm} onClick={() => setOpen('confirm')}>
          {t('relink.documents.confirm')}
        </Button>
        <Button variant="outlined" disabled={!of.mayReject} onClick={() => setOpen('reject')}>
          {t('relink.documents.reject')}
        </Button>
      </Stack>
      {of.mayNot ? (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {t(`relink.documents.whyNot.${of.mayNot}`, { _: of.mayNot })}
        </Typography>
      ) : null}
      {open ? <DecideDialog of={of} decision={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}

type DialogProps = { of: DocumentView; decision: Decision; onClose: () => void };

function DecideDialog({ of, decision, onClose }: DialogProps) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const decide = useMutation({
    mutationFn: () => desk.send<DocumentView>(`documents/${of.id}/${decision}`, { reason }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['documents'] }),
  });
  return (
    <FormDialog
      open
      title={t(`relink.documents.${decision}Title`)}
      text={t(`relink.documents.${decision}Text`)}
      submit={t(`relink.documents.${decision}`)}
      pending={decide.isPending}
      error={decide.error}
      disabled={!reason.trim()}
      onSubmit={() => decide.mutate()}
      onClose={onClose}
    >
      <ReasonField autoFocus multiline minRows={2} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
