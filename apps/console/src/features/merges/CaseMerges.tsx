import type { MergeView } from '@relink/contract';
import { Box, Chip, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { isolate } from '../../app/isolate.ts';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { UndoButton, UndoUntil } from './UndoButton.tsx';
import { useMerges } from './use-merge.ts';

/** The merges of a case, where there are any: how each stands, and the way to undo it. */
export function CaseMerges({ caseId }: { caseId: string }) {
  const t = useTranslate();
  const { data } = useMerges({ caseId });
  if (!data || data.length === 0) return null;
  return (
    <Panel title={t('relink.merges.caseTitle')} level={3}>
      {data.map((merge) => (
        <OfCase key={merge.id} merge={merge} />
      ))}
    </Panel>
  );
}

function OfCase({ merge }: { merge: MergeView }) {
  const t = useTranslate();
  const { id, state, otherName, survivorName, executedAt, requestedAt } = merge;
  return (
    <Box sx={{ '& + &': { borderTop: 1, borderColor: 'divider', pt: 1, mt: 1 }, typography: 'body2' }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {t('relink.merges.showTitle', {
            other: isolate(otherName),
            survivor: isolate(survivorName),
          })}
        </Typography>
        <Chip size="small" variant="outlined" label={t(`relink.merges.states.${state}`)} />
      </Box>
      <div>
        <TimeText at={executedAt ?? requestedAt} />
      </div>
      <UndoUntil of={merge} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mt: 0.5 }}>
        <RowLink to={`/merges/${id}/show`}>{t('relink.merges.look')}</RowLink>
        <UndoButton of={merge} />
      </Box>
    </Box>
  );
}
