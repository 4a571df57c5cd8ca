import { Box, Button, TextField, ToggleButton, ToggleButtonGroup } from '@mui/material';
import { type SyntheticEvent, useState } from 'react';
import { useTranslate } from 'react-admin';
import { instantOf } from '../../app/local-time.ts';
import { usePermitted } from '../../app/useMe.ts';
import type { AuditView } from './audit-view.ts';
import { ExportButton } from './ExportButton.tsx';
import { SavedAuditFilters } from './SavedAuditFilters.tsx';
import type { Show } from './use-audit-view.ts';

type Props = { view: AuditView; show: Show };

/** What is done with the log that the filters leave: seen as a table or a timeline, opened at a time, saved, exported. */
export function AuditTools({ view, show }: Props) {
  const t = useTranslate();
  const mayExport = usePermitted('audit.export');
  const [time, setTime] = useState('');
  const at = instantOf(time);
  const jump = (event: SyntheticEvent) => {
    event.preventDefault();
    if (at !== undefined) show({ place: { way: 'before', at } });
  };
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, py: 1 }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        color="primary"
        aria-label={t('relink.audit.view')}
        value={view.timeline ? 'timeline' : 'table'}
      >
        <ToggleButton value="table" onClick={() => show({ timeline: false })}>
          {t('relink.audit.table')}
        </ToggleButton>
        <ToggleButton value="timeline" onClick={() => show({ timeline: true })}>
          {t('relink.audit.timeline')}
        </ToggleButton>
      </ToggleButtonGroup>
      <Box component="form" onSubmit={jump} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <TextField
          type="datetime-local"
          margin="none"
          fullWidth={false}
          label={t('relink.audit.jump')}
          value={time}
          onChange={(event) => setTime(event.target.value)}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <Button type="submit" variant="outlined" disabled={at === undefined}>
          {t('relink.audit.jumpSubmit')}
        </Button>
      </Box>
      <SavedAuditFilters filter={view.filter} onChoose={(filter) => show({ filter })} />
      {mayExport ? <ExportButton filter={view.filter} /> : null}
    </Box>
  );
}
