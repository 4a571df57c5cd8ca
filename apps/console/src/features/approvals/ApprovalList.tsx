import type { ApprovalSummary } from '@relink/contract';
import { Box, Chip, Typography, useMediaQuery, useTheme } from '@mui/material';
import { useTranslate } from 'react-admin';
import { QueueItem, QueueList } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { Unseen } from '../../app/Unseen.tsx';
import { riskLines } from './risk-words.ts';
import { whatItIs } from './what-it-is.ts';

const DECIDED = ['approved', 'rejected', 'void', 'expired'];

/** The queue: what waits longest is on top. */
export function ApprovalList() {
  const t = useTranslate();
  return (
    <QueueList<ApprovalSummary>
      title={t('relink.approvals.name')}
      sort={{ field: 'requestedAt', order: 'ASC' }}
      which="relink.approvals.which"
      stretches={[
        { name: 'relink.approvals.waiting', filter: { state: 'waiting' }, none: 'relink.approvals.none' },
        {
          name: 'relink.approvals.decided',
          filter: { state: DECIDED },
          none: 'relink.approvals.noneDecided',
        },
      ]}
    >
      {(each) => <Row of={each} />}
    </QueueList>
  );
}

function Row({ of }: { of: ApprovalSummary }) {
  const t = useTranslate();
  return (
    <QueueItem>
      <Typography sx={{ fontWeight: 700 }}>
        {whatItIs(of, t)}: <bdi>{of.accountName}</bdi>
        {of.otherName ? (
          <>
            {' '}
            {t('relink.approvals.and')} <bdi>{of.otherName}</bdi>
          </>
        ) : null}
      </Typography>
      <Typography variant="body2">
        {of.state === 'waiting' ? t('relink.approvals.since') : t(`relink.approvals.states.${of.state}`)}
        {': '}
        <TimeText at={of.decidedAt ?? of.requestedAt} />
        {of.caseReference ? `. ${t('relink.cases.title', { reference: of.caseReference })}` : ''}
        {of.requestedByName ? `. ${t('relink.approvals.requestedBy')} ${of.requestedByName}` : ''}
        {of.heldUntil !== null && of.state === 'waiting' ? (
          <>
            {'. '}
            {t(
              `relink.approvals.${of.holdReasons.includes('document-only') ? 'lapsesAt' : 'heldUntil'}`,
            )}{' '}
            <TimeText at={of.heldUntil} />
          </>
        ) : null}
      </Typography>
      <Risks of={of} />
      {of.holdReasons.map((reason) => (
        <Typography key={reason} variant="body2">
          {t(`relink.approvals.reasons.${reason}`)}
        </Typography>
      ))}
      <RowLink to={`/approvals/${of.id}/show`}>{t('relink.approvals.open')}</RowLink>
    </QueueItem>
  );
}

/** How many and which, the gravest first: on a phone that one, and the others to a screen reader. */
function Risks({ of }: { of: ApprovalSummary }) {
  const t = useTranslate();
  const small = useMediaQuery(useTheme().breakpoints.down('md'));
  const [gravest, ...others] = riskLines(of, t);
  if (gravest === undefined) return null;
  const rest = others.join(' ');
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1, my: 0.5 }}>
      <Chip
        size="small"
        color="warning"
        label={t('relink.approvals.riskCount', { smart_count: others.length + 1 })}
        sx={{ flexShrink: 0 }}
      />
      <Typography variant="body2" sx={{ minWidth: 0, pt: '2px' }}>
        {gravest} {small ? <Unseen>{rest}</Unseen> : rest}
      </Typography>
    </Box>
  );
}
