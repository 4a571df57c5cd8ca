import type { AuditEventView } from '@relink/contract';
import { Box, Chip, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { wordAction } from '../../app/word-action.ts';
import { byDay } from './by-day.ts';

/** The events one below another along a line, by days; the newest first, as in the table. */
export function AuditTimeline({ events }: { events: readonly AuditEventView[] }) {
  return (
    <Box sx={{ py: 1, maxWidth: 900 }}>
      {byDay(events).map(({ day, events: ofDay }) => (
        <Box component="section" key={day} aria-label={day}>
          <Typography component="h2" variant="h4" sx={{ my: 1 }}>
            {day}
          </Typography>
          <Box
            component="ol"
            sx={{
              m: 0,
              p: 0,
              listStyle: 'none',
              borderInlineStart: '2px solid',
              borderColor: 'divider',
              marginInlineStart: 1,
            }}
          >
            {ofDay.map((event) => (
              <Entry key={event.id} event={event} />
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function Entry({ event }: { event: AuditEventView }) {
  const t = useTranslate();
  const refused = event.outcome === 'refused';
  const about = [
    event.caseReference,
    event.origin && t(`relink.audit.origins.${event.origin}`, { _: event.origin }),
  ];
  return (
    <Box
      component="li"
      sx={{ position: 'relative', paddingInlineStart: 2.5, pb: 1.5, overflowWrap: 'anywhere' }}
    >
      <Box
        aria-hidden
        sx={{
          position: 'absolute',
          insetInlineStart: -7,
          top: 6,
          width: 12,
          height: 12,
          borderRadius: '50%',
          bgcolor: refused ? 'warning.main' : 'primary.main',
        }}
      />
      <Typography variant="body2" color="textSecondary">
        <TimeText at={event.at} exact />
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
        <RowLink to={`/audit-events/${event.id}/show`}>{wordAction(t, event.action)}</RowLink>
        {refused ? (
          <Chip size="small" color="warning" variant="outlined" label={t('relink.audit.refused')} />
        ) : null}
        <Typography variant="body2" color="textSecondary" component="span">
          {[t('relink.audit.by', { actor: event.actorName }), ...about.filter(Boolean)].join(' · ')}
        </Typography>
      </Box>
    </Box>
  );
}
