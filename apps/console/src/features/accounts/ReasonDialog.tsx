import type { AccountPage } from '@relink/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';
import { problemOf } from '../../app/request.ts';

type Props = { id: string; onOpened: (page: AccountPage) => void; onClose: () => void };

/** Asks a supervisor why an account is opened outside a case. */
export function ReasonDialog({ id, onOpened, onClose }: Props) {
  const t = useTranslate();
  const desk = useDesk();
  const [reason, setReason] = useState('');
  const open = useMutation({
    mutationFn: () => desk.read<AccountPage>(`accounts/${id}`, { reason: reason.trim() }),
    onSuccess: (page) => {
      onOpened(page);
      onClose();
    },
  });
  return (
    <FormDialog
      open
      title={t('relink.accounts.openWithReasonTitle')}
      text={t('relink.accounts.openWithReasonText')}
      submit={t('relink.accounts.openSubmit')}
      pending={open.isPending}
      error={open.error}
      disabled={!reason.trim()}
      onSubmit={() => open.mutate()}
      onClose={onClose}
    >
      <ReasonField
        autoFocus
        multiline
        value={reason}
        onChange={setReason}
        helperText={t('relink.accounts.reasonHelp')}
        error={Object.keys(problemOf(open.error)?.fields ?? {}).length > 0}
      />
    </FormDialog>
  );
}
