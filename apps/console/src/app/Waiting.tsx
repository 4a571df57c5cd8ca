import { Box, LinearProgress, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { ProblemAlert } from './ProblemAlert.tsx';

/** What stands where something is still loading, or could not be loaded. */
export function Waiting({ error }: { error?: unknown }) {
  const t = useTranslate();
  const label = t('relink.common.loading');
  if (error) return <ProblemAlert error={error} effect="" />;
  return (
    <Box sx={{ py: 2 }}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {label}
      </Typography>
      <LinearProgress aria-label={label} />
    </Box>
  );
}
