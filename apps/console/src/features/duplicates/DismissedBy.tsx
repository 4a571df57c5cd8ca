import type { DuplicateView } from '@relink/contract';
import { Chip, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { showInstant, TimeText } from '../../app/time.tsx';

/** Who said that these are two people, when and why; or that it is open again since. */
export function DismissedBy({ of: { dismissed, reopenedAt, state } }: { of: DuplicateView }) {
  const t = useTranslate();
  return (
    <>
      {state === 'open' && reopenedAt ? (
        <Chip
          size="small"
          color="warning"
          variant="outlined"
          label={t('relink.duplicates.reopened', { at: showInstant(reopenedAt) })}
          sx={{ my: 0.5 }}
        />
      ) : null}
      {dismissed ? (
        <Typography variant="body2" color="textSecondary">
          {t('relink.duplicates.dismissedBy', { name: dismissed.byName })} <TimeText at={dismissed.at} />:{' '}
          <bdi>{dismissed.reason}</bdi>
        </Typography>
      ) : null}
    </>
  );
}
