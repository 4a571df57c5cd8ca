import type { MergeView } from '@relink/contract';
import { Box, Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { TimeText } from '../../app/time.tsx';

/** The way to undo a merge, while there is one; else why there is none. */
export function UndoButton({ of }: { of: MergeView }) {
  const t = useTranslate();
  if (of.state !== 'done') return null;
  if (of.mayUndo) {
    return (
      <Button
        size="small"
        variant="outlined"
        color="warning"
        component={RouterLink}
        to={`/merges/${of.id}/undo`}
        aria-label={t('relink.merges.undoOf', { name: of.otherName })}
      >
        {t('relink.merges.undo')}
      </Button>
    );
  }
  if (!of.mayNotUndo) return null;
  return (
    <Typography variant="body2" color="textSecondary" sx={{ alignSelf: 'center' }}>
      {t(`relink.undo.why.${of.mayNotUndo}`, { _: of.mayNotUndo })}
    </Typography>
  );
}

/** Until when a merge can be undone. */
export function UndoUntil({ of }: { of: MergeView }) {
  const t = useTranslate();
  if (of.state !== 'done' || !of.undoUntil) return null;
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {t('relink.merges.undoUntil')} <TimeText at={of.undoUntil} />
    </Box>
  );
}
