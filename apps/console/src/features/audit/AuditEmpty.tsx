import { Box, Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { AuditView } from './audit-view.ts';
import type { Show } from './use-audit-view.ts';

type Props = { view: AuditView; show: Show };

/** Why there is nothing, and the way on. */
export function AuditEmpty({ view: { filter, place }, show }: Props) {
  const t = useTranslate();
  const narrowed = Object.keys(filter).length > 0;
  return (
    <Box role="status" sx={{ p: 2 }}>
      <Typography>
        {t(place ? 'relink.audit.empty' : narrowed ? 'relink.lists.noneFits' : 'relink.lists.empty.audit')}
      </Typography>
      {narrowed ? (
        <Button sx={{ mt: 1 }} variant="outlined" onClick={() => show({ filter: {} })}>
          {t('relink.lists.clear')}
        </Button>
      ) : null}
    </Box>
  );
}
