import type { AuditEventView, SignEvents as EventIds, SignView } from '@relink/contract';
import { Box, Button, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { listPath } from '../../app/list-path.ts';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { wordAction } from '../../app/word-action.ts';

/** As many as an address can name. */
const AT_ONCE = 50;

/** The events behind a sign on a line of time, and the way to exactly these in the audit list. */
export function SignEvents({ of }: { of: SignView }) {
  const t = useTranslate();
  const desk = useDesk();
  const [first, setFirst] = useState(0);
  const { data: ids, error } = useQuery({
    queryKey: ['signs', 'events', of.id, of.events],
    queryFn: async () => (await desk.read<EventIds>(`signs/${of.id}/events`)).eventIds,
    refetchOnWindowFocus: false,
  });
  const shown = ids?.slice(first, first + AT_ONCE);
  const { data: events, error: unread } = useQuery({
    queryKey: ['signs', 'events', 'shown', shown],
    queryFn: async () => (await desk.getMany<AuditEventView>('audit-events', { ids: shown ?? [] })).data,
    enabled: shown !== undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
  if (!ids || !shown || !events)
    return (
      <Panel title={t('relink.signs.events')}>
        <Waiting error={error ?? unread} />
      </Panel>
    );
  if (events.length === 0)
    return (
      <Panel title={t('relink.signs.events')}>
        <Typography variant="body2" color="textSecondary">
          {t('relink.signs.noEvents')}
        </Typography>
      </Panel>
    );
  const range = { from: first + 1, to: first + shown.length, all: ids.length };
  return (
    <Panel title={t('relink.signs.events')}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center', mb: 1 }}>
        <Typography variant="body2" role="status">
          {t('relink.signs.eventsOf', range)}
        </Typography>
        <RowLink to={listPath('audit-events', { id: shown })}>{t('relink.signs.inAudit')}</RowLink>
      </Box>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {[...events].sort(newestFirst).map((event) => (
          <Event key={event.id} of={event} />
        ))}
      </Box>
      {ids.length > AT_ONCE ? (
        <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
          <Button disabled={first === 0} onClick={() => setFirst(Math.max(0, first - AT_ONCE))}>
            {t('relink.signs.newer')}
          </Button>
          <Button disabled={range.to >= ids.length} onClick={() => setFirst(first + AT_ONCE)}>
            {t('relink.signs.older')}
          </Button>
        </Box>
      ) : null}
    </Panel>
  );
}

function newestFirst(left: AuditEventView, right: AuditEventView): number {
  return right.at.localeCompare(left.at) || right.id.localeCompare(left.id);
}

function Event({ of }: { of: AuditEventView }) {
  const t = useTranslate();
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        py: 0.75,
        paddingInlineStart: '12px',
        borderInlineStart: '3px solid',
        borderInlineStartColor: 'primary.main',
        mb: 0.5,
      }}
    >
      <Typography component="span" variant="body2" color="textSecondary">
        <TimeText at={of.at} exact />
      </Typography>
      <Typography component="span" variant="body2">
        {of.actorName}: {wordAction(t, of.action)}
      </Typography>
      {of.caseId ? <RowLink to={`/cases/${of.caseId}/show`}>{of.caseReference}</RowLink> : null}
      {of.accountId ? (
        <RowLink to={`/accounts/${of.accountId}/show`}>{t('relink.signs.account')}</RowLink>
      ) : null}
    </Box>
  );
}
