import type { InsightsNow } from '@relink/contract';
import { Box, Skeleton, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { listPath } from '../../app/list-path.ts';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { showInstant } from '../../app/time.tsx';
import { NOT_CLOSED } from '../cases/index.ts';

type Needed = { name: string; count: number; to?: string; more?: string; urgent?: boolean };

/** What waits for a supervisor at this moment, each a way to where it is done. What is nought stands there too: it is looked for. */
export function NeedsYou({ now }: { now: InsightsNow | undefined }) {
  const t = useTranslate();
  const oldest = now?.approvals.oldestAt;
  const needed: readonly Needed[] = now
    ? [
        {
          name: 'approvals',
          count: now.approvals.waiting,
          to: listPath('approvals', { state: 'waiting' }),
          urgent: true,
          ...(oldest && { more: t('relink.insights.approvalsSince', { time: showInstant(oldest) }) }),
        },
        {
          name: 'signsNew',
          count: now.signsNew,
          to: listPath('signs', { state: OPEN_STATES }),
          urgent: true,
        },
        { name: 'reviewsDue', count: now.reviewsDue, to: '/reviews' },
        { name: 'documentsWaiting', count: now.documentsWaiting, to: '/documents', urgent: true },
        {
          name: 'messagesFailing',
          count: now.messagesFailing,
          to: listPath('messages', { state: 'failed' }),
        },
        {
          name: 'lockouts',
          count: now.lockouts,
          to: listPath('audit-events', { action: 'evidence.account-locked' }),
        },
        { name: 'callBacks', count: now.callBacks, to: listPath('cases', { queue: 'call-backs' }) },
      ]
    : NAMES.map((name) => ({ name, count: 0 }));
  return (
    <Panel title={t('relink.insights.now')}>
      <Box
        component="ul"
        aria-busy={now === undefined}
        sx={{
          m: 0,
          p: 0,
          listStyle: 'none',
          display: 'grid',
          gap: 1,
          gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(4, minmax(0, 1fr))' },
        }}
      >
        {needed.map((each) => (
          <Tile key={each.name} of={each} loaded={now !== undefined} />
        ))}
      </Box>
      {now ? <OpenCases of={now.openCases} /> : null}
    </Panel>
  );
}

export const OPEN_STATES = ['new', 'looked-at'];
const NAMES = [
  'approvals',
  'signsNew',
  'reviewsDue',
  'documentsWaiting',
  'messagesFailing',
  'lockouts',
  'callBacks',
];

function Tile({ of: { name, count, to, more, urgent }, loaded }: { of: Needed; loaded: boolean }) {
  const t = useTranslate();
  const label = t(`relink.insights.${name}`);
  const waits = count > 0;
  return (
    <Box
      component="li"
      sx={{
        p: 1.5,
        borderRadius: 1,
        border: 1,
        borderColor: waits && urgent ? 'error.main' : 'divider',
        minHeight: 88,
      }}
    >
      <Typography
        variant="h2"
        component="div"
        sx={{ fontSize: '1.5rem' }}
        color={waits && urgent ? 'error' : 'textPrimary'}
      >
        {loaded ? count : <Skeleton width={32} />}
      </Typography>
      {to && loaded ? <RowLink to={to}>{label}</RowLink> : label}
      {more ? (
        <Typography variant="body2" color="textSecondary">
          {more}
        </Typography>
      ) : null}
    </Box>
  );
}

function OpenCases({ of }: { of: InsightsNow['openCases'] }) {
  const t = useTranslate();
  if (of.length === 0) return null;
  return (
    <Typography variant="body2" sx={{ mt: 2 }}>
      <RowLink to={listPath('cases', { state: NOT_CLOSED })}>{t('relink.insights.openCases')}</RowLink>
      {': '}
      {of.map(({ state, cases }) => `${t(`relink.enums.caseState.${state}`)} ${String(cases)}`).join(', ')}
    </Typography>
  );
}
