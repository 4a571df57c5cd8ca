import { TextField } from '@mui/material';
import { useTranslate } from 'react-admin';

type Props = { readonly value: string; readonly onChange: (value: string) => void };

/** Where an agent whose factors two admins removed types what each of them told: both halves, in any order. */
export function RecoveryCodeField({ value, onChange }: Props) {
  const t = useTranslate();
  return (
    <TextField
      required
      label={t('relink.factors.recoveryCode')}
      helperText={t('relink.factors.recoveryCodeHelp')}
      autoComplete="off"
      slotProps={{ htmlInput: { autoCapitalize: 'characters', spellCheck: false } }}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
