import { Box, Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { AuditView, Place } from './audit-view.ts';
import { type EventsPage, PER_PAGE } from './use-audit-events.ts';
import type { Show } from './use-audit-view.ts';

type Props = { view: AuditView; page: EventsPage; show: Show };

/** To what is newer and older: from place to place, so that the last page is as near as the first. */
export function AuditPaging({ view: { place }, page, show }: Props) {
  const t = useTranslate();
  const { events, total, counted } = page;
  const [first, last] = [events[0], events.at(-1)];
  const full = events.length >= PER_PAGE;
  const older: Place | undefined =
    last && (full || place?.way === 'after') ? { way: 'before', at: last.at, id: last.id } : undefined;
  const newer: Place | undefined =
    first && place && (full || place.way === 'before')
      ? { way: 'after', at: first.at, id: first.id }
      : undefined;
  return (
    <Box
      component="nav"
      aria-label={t('relink.audit.pages')}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, py: 1 }}
    >
      <Button disabled={!place} onClick={() => show({ place: undefined })}>
        {t('relink.audit.newest')}
      </Button>
      <Button disabled={!newer} onClick={() => show({ place: newer })}>
        {t('relink.audit.newer')}
      </Button>
      <Button disabled={!older} onClick={() => show({ place: older })}>
        {t('relink.audit.older')}
      </Button>
      {place?.way === 'after' ? null : (
        <Typography variant="body2" color="textSecondary" sx={{ marginInlineStart: 'auto' }}>
          {t(`relink.audit.shown.${counted}`, { total: total.toLocaleString('en-GB') })}
        </Typography>
      )}
    </Box>
  );
}
