import type { AuditConditions, AuditEventView } from '@relink/contract';
import { mayHaveExpired } from '@relink/domain';
import { Alert, Box, Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Title, useAuthenticated, useTranslate } from 'react-admin';
import { Link as RouterLink, useParams } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { Facts } from '../../app/Facts.tsx';
import { Panel } from '../../app/Panel.tsx';
import { codeOf } from '../../app/request.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText, useNow } from '../../app/time.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { wordAction } from '../../app/word-action.ts';
import { auditPath, writeView } from './audit-view.ts';
import { BeforeAfter } from './BeforeAfter.tsx';
import { ProofPanel } from './ProofPanel.tsx';

/** One event: what it says, what else happened around it, and its proof. */
export function AuditEventShow() {
  useAuthenticated();
  const permitted = usePermitted('audit.read');
  const { id = '' } = useParams();
  return permitted ? <Event id={id} /> : null;
}

function Event({ id }: { id: string }) {
  const t = useTranslate();
  const desk = useDesk();
  const { data, error } = useQuery({
    queryKey: ['audit-events', 'one', id],
    queryFn: () => desk.read<AuditEventView>(`audit-events/${id}`),
  });
  // Its proof may still stand where the event itself has expired.
  const gone = codeOf(error) === 'not-found';
  const expired = mayHaveExpired(id, new Date(useNow(60_000)));
  const action = data ? wordAction(t, data.action) : gone ? t('relink.audit.event.gone') : '…';
  return (
    <Box sx={{ pt: 2, maxWidth: 1100 }}>
      <Title title={t('relink.audit.event.title', { action })} />
      {data ? <Told event={data} /> : null}
      {gone ? (
        <Alert severity={expired ? 'info' : 'warning'} sx={{ mb: 2 }}>
          {t(`relink.audit.event.${expired ? 'expired' : 'withheld'}`)}
        </Alert>
      ) : null}
      {data || gone ? <ProofPanel id={id} /> : <Waiting error={error} />}
    </Box>
  );
}

function Told({ event }: { event: AuditEventView }) {
  const t = useTranslate();
  const { at, actorName, address, caseId, caseReference, origin, outcome } = event;
  return (
    <>
      <Panel title={wordAction(t, event.action)}>
        <Facts
          of={[
            [t('relink.audit.event.when'), <TimeText key="at" at={at} exact />],
            [t('relink.audit.event.who'), actorName],
            [t('relink.audit.event.whence'), address],
            [
              t('resources.audit-events.fields.outcome'),
              t(`relink.enums.eventOutcome.${outcome}`, { _: outcome }),
            ],
            [
              t('resources.audit-events.fields.origin'),
              origin && t(`relink.audit.origins.${origin}`, { _: origin }),
            ],
            [
              t('resources.audit-events.fields.caseReference'),
              caseId ? <RowLink to={`/cases/${caseId}/show`}>{caseReference}</RowLink> : caseReference,
            ],
          ]}
        />
        <BeforeAfter event={event} />
      </Panel>
      <Around event={event} />
    </>
  );
}

/** The timelines that the event is part of. */
function Around({ event: { at, id, caseId, accountId, actorId, actorKind } }: { event: AuditEventView }) {
  const t = useTranslate();
  const to = (key: string, filter: AuditConditions) => [key, auditPath(filter, true)] as const;
  const links = [
    ...(caseId ? [to('sameCase', { caseId })] : []),
    ...(accountId ? [to('sameAccount', { accountId, withMerged: true })] : []),
    ...(actorKind === 'agent' && actorId ? [to('sameAgent', { agentIds: [actorId] })] : []),
    [
      'sameTime',
      `/audit-events?${writeView({ filter: {}, place: { way: 'before', at: after(at), id }, timeline: false })}`,
    ] as const,
  ];
  return (
    <Panel title={t('relink.audit.event.around')}>
      <Box component="ul" sx={{ m: 0, paddingInlineStart: 2.5 }}>
        {links.map(([key, path]) => (
          <li key={key}>
            <Link component={RouterLink} to={path}>
              {t(`relink.audit.event.${key}`)}
            </Link>
          </li>
        ))}
      </Box>
    </Panel>
  );
}

/** A moment later, so that the event itself is among what lies before. */
function after(at: string): string {
  return new Date(Date.parse(at) + 1).toISOString();
}
