import type { FactorView, PasskeyCreationOptions } from '@relink/contract';
import { TextField } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { makePasskey } from '../../app/step-up/index.ts';
import { useMe } from '../../app/useMe.ts';
import { RecoveryCodeField } from './RecoveryCodeField.tsx';

type Props = { readonly onAdded: (factors: FactorView[]) => Promise<void>; readonly onClose: () => void };

/** Makes a passkey under a name. */
export function AddPasskey({ onAdded, onClose }: Props) {
  const t = useTranslate();
  const desk = useDesk();
  const [name, setName] = useState(t('relink.factors.passkeyName'));
  const recovering = useMe()?.recovering ?? false;
  const [recoveryCode, setRecoveryCode] = useState('');
  const recovery = recovering ? { recoveryCode } : {};
  const add = useMutation({
    mutationFn: async () => {
      const options = await desk.send<PasskeyCreationOptions>('my-factors/passkey-options', {});
      const passkey = await makePasskey(options);
      return desk.send<FactorView[]>('my-factors/passkeys', { name, passkey, ...recovery });
    },
    onSuccess: onAdded,
  });
  return (
    <FormDialog
      open
      title={t('relink.factors.addPasskey')}
      text={t('relink.factors.passkeyText')}
      submit={t('relink.factors.passkeySubmit')}
      pending={add.isPending}
      error={add.error}
      disabled={name.trim() === '' || (recovering && recoveryCode.trim() === '')}
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      <TextField
        autoFocus
        required
        label={t('relink.factors.name')}
        helperText={t('relink.factors.nameHelp')}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {recovering ? <RecoveryCodeField value={recoveryCode} onChange={setRecoveryCode} /> : null}
    </FormDialog>
  );
}
