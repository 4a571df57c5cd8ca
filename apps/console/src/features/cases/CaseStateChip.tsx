import type { CaseSummary } from '@relink/contract';
import { Chip } from '@mui/material';
import { useTranslate } from 'react-admin';

/** The state of a case, and of a closed one its outcome. */
export function CaseStateChip({ of }: { of: Pick<CaseSummary, 'state' | 'outcome'> }) {
  const t = useTranslate();
  const state = t(`relink.enums.caseState.${of.state}`);
  const label = of.outcome ? `${state}: ${t(`relink.enums.outcome.${of.outcome}`)}` : state;
  return (
    <Chip
      size="small"
      variant="outlined"
      color={of.state === 'closed' ? 'default' : 'primary'}
      label={label}
    />
  );
}
