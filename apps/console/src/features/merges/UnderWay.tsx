import type { MergeView } from '@relink/contract';
import { Box, LinearProgress, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

type Props = { of: MergeView['progress']; label: string };

/** How far a merge or its undoing is: statement k of n. */
export function UnderWay({ of, label }: Props) {
  const t = useTranslate();
  const words = of
    ? t('relink.merges.statement', {
        statement: of.statement,
        of: of.of,
        name: t(`relink.merges.statements.${of.name}`, { _: of.name.replaceAll(/[-_.]/g, ' ') }),
      })
    : label;
  return (
    <Box sx={{ my: 1, maxWidth: 720 }}>
      <Typography role="status" variant="body2">
        {words}
      </Typography>
      <LinearProgress
        aria-label={words}
        variant={of ? 'determinate' : 'indeterminate'}
        value={of ? Math.round((of.statement / Math.max(1, of.of)) * 100) : 0}
        sx={{ mt: 0.5 }}
      />
    </Box>
  );
}
