import type { MergeView } from '@relink/contract';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { showCount, showMoney } from './amounts.ts';

/** What was moved, counted, and what was added up. */
export function Moved({ of: { counts, sums } }: { of: MergeView }) {
  const t = useTranslate();
  const shown: (readonly [string, string])[] = [
    ...Object.entries(counts)
      .filter(([, count]) => (count ?? 0) > 0)
      .map(
        ([what, count]) => [t(`relink.merges.counts.${what}`, { _: what }), showCount(count ?? 0)] as const,
      ),
    ...(sums.points > 0 ? [[t('relink.merges.counts.points'), showCount(sums.points)] as const] : []),
    ...sums.credits.map((each) => [t('relink.merges.credits'), showMoney(each)] as const),
  ];
  return (
    <Panel title={t('relink.merges.movedTitle')}>
      {shown.length === 0 ? t('relink.undo.movesNothing') : null}
      <Box
        component="dl"
        sx={{ m: 0, display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(120px, 1fr))' }}
      >
        {shown.map(([what, count]) => (
          <Box key={`${what} ${count}`}>
            <Typography component="dt" variant="body2" color="textSecondary">
              {what}
            </Typography>
            <Typography component="dd" sx={{ m: 0, fontSize: '1.25rem', fontWeight: 700 }}>
              {count}
            </Typography>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
