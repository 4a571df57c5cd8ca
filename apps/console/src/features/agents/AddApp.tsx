import type { FactorView, TotpSecretView } from '@relink/contract';
import { Box, TextField, Typography } from '@mui/material';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { FormDialog } from '../../app/FormDialog.tsx';
import { CodeField } from '../../app/step-up/index.ts';
import { useMe } from '../../app/useMe.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { QrCode } from './QrCode.tsx';
import { RecoveryCodeField } from './RecoveryCodeField.tsx';

type Props = { readonly onAdded: (factors: FactorView[]) => Promise<void>; readonly onClose: () => void };

/** Shares a secret with an authenticator app, by a picture or as text, and takes the first code that comes back. */
export function AddApp({ onAdded, onClose }: Props) {
  const t = useTranslate();
  const desk = useDesk();
  const [name, setName] = useState(t('relink.factors.appName'));
  const [code, setCode] = useState('');
  const secret = useQuery({
    queryKey: ['totp-secret'],
    queryFn: () => desk.send<TotpSecretView>('my-factors/totp-secret', {}),
    // One for each time the dialog is opened, and nowhere afterwards.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const recovering = useMe()?.recovering ?? false;
  const [recoveryCode, setRecoveryCode] = useState('');
  const recovery = recovering ? { recoveryCode } : {};
  const add = useMutation({
    mutationFn: () => desk.send<FactorView[]>('my-factors/totp', { name, code, ...recovery }),
    onSuccess: onAdded,
  });
  return (
    <FormDialog
      open
      title={t('relink.factors.addApp')}
      text={t('relink.factors.appText')}
      submit={t('relink.factors.appSubmit')}
      pending={add.isPending}
      error={add.error}
      disabled={
        !secret.data ||
        name.trim() === '' ||
        (recovering && recoveryCode.trim() === '') ||
        code.replace(/\D/g, '').length !== 6
      }
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      {secret.data ? <Secret of={secret.data} /> : <Waiting error={secret.error} />}
      <CodeField autoFocus value={code} onChange={setCode} />
      <TextField
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

function Secret({ of: { uri, secret } }: { of: TotpSecretView }) {
  const t = useTranslate();
  const id = 'totp-key';
  return (
    <Box sx={{ display: 'grid', justifyItems: 'center', gap: 1 }}>
      <QrCode text={uri} label={t('relink.factors.qr')} />
      <Typography variant="body2" color="textSecondary" id={id}>
        {t('relink.factors.key')}
      </Typography>
      <Typography
        component="code"
        aria-labelledby={id}
        sx={{
          fontFamily: 'monospace',
          letterSpacing: '0.05em',
          overflowWrap: 'anywhere',
          textAlign: 'center',
        }}
      >
        {secret.replace(/(.{4})(?=.)/g, '$1 ')}
      </Typography>
    </Box>
  );
}
