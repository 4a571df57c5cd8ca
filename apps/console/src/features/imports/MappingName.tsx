import { TextField } from '@mui/material';
import { useTranslate } from 'react-admin';

type Props = { value: string; disabled?: boolean; onChange: (name: string) => void };

/** By what name a mapping is kept. */
export function MappingName({ value, disabled = false, onChange }: Props) {
  const t = useTranslate();
  return (
    <TextField
      fullWidth
      required
      margin="none"
      label={t('relink.importMappings.name')}
      helperText={t('relink.importMappings.nameHelp')}
      value={value}
      disabled={disabled}
      onChange={({ target }) => onChange(target.value)}
      slotProps={{ htmlInput: { maxLength: 120, autoComplete: 'off' } }}
      sx={{ maxWidth: 480 }}
    />
  );
}
