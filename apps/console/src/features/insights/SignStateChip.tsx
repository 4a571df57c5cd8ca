import type { SignState } from '@relink/domain';
import { Chip } from '@mui/material';
import { useTranslate } from 'react-admin';

const COLOURS = { new: 'error', 'looked-at': 'warning', explained: 'success', incident: 'error' } as const;

/** Whether somebody has looked at a sign, and what it was. */
export function SignStateChip({ state }: { state: SignState }) {
  const t = useTranslate();
  return (
    <Chip
      size="small"
      color={COLOURS[state]}
      variant={state === 'incident' ? 'filled' : 'outlined'}
      label={t(`relink.signs.states.${state}`)}
    />
  );
}
