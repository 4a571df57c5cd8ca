import type { ErasureStanding } from '@relink/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { ReasonField } from '../../app/ReasonField.tsx';
import { ErasurePlan } from './ErasurePlan.tsx';

/** What an admin may ask for on an account's page. */
export type Asked = 'erase' | 'place' | 'lift';

const PATH: Readonly<Record<Asked, string>> = {
  erase: 'erasures',
  place: 'legal-hold',
  lift: 'legal-hold/lift',
};

/** Asks for a reason, and before an erasure shows everything that is lost. */
export function AskDialog({
  of: { accountId, plan },
  asked,
  onClose,
}: {
  of: ErasureStanding;
  asked: Asked;
  onClose: () => void;
}) {
  const t = useTranslate();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  // What was shown is what is asked for, whatever is read meanwhile.
  const [shown] = useState(plan);
  const erasing = asked === 'erase';
  const send = useMutation({
    mutationFn: () =>
      desk.send<ErasureStanding>(`accounts/${accountId}/${PATH[asked]}`, {
        reason,
        ...(erasing && { planHash: shown?.planHash }),
      }),
    onSuccess: (standing) => {
      queryClient.setQueryData(['erasure', accountId], standing);
      void queryClient.invalidateQueries({ queryKey: ['account-page', accountId] });
      void queryClient.invalidateQueries({ queryKey: ['approvals'] });
      onClose();
    },
  });
  return (
    <FormDialog
      open
      title={t(`relink.erasure.${asked}`)}
      text={t(`relink.erasure.${asked}Text`)}
      submit={t(erasing ? 'relink.erasure.eraseSubmit' : `relink.erasure.${asked}`)}
      pending={send.isPending}
      error={send.error}
      disabled={reason.trim() === ''}
      onSubmit={() => send.mutate()}
      onClose={onClose}
    >
      {erasing && shown ? <ErasurePlan of={shown} /> : null}
      <ReasonField
        autoFocus
        multiline
        helperText={erasing ? t('relink.erasure.reasonHelp') : undefined}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
