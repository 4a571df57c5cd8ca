import { Chip } from '@mui/material';
import { useTranslate } from 'react-admin';

/** Whether somebody may sign in. */
export function SignInChip({ disabled }: { disabled: boolean }) {
  const t = useTranslate();
  return (
    <Chip
      size="small"
      variant="outlined"
      color={disabled ? 'error' : 'success'}
      label={t(disabled ? 'relink.agents.disabled' : 'relink.agents.active')}
    />
  );
}
