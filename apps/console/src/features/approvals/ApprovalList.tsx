import type { ApprovalSummary } from '@relink/contract';
import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { List, TopToolbar, useListContext, useTranslate } from 'react-admin';
import { ListPagination, ListTools } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { whatItIs } from './what-it-is.ts';

const DECIDED = ['approved', 'rejected', 'void', 'expired'];
const WAITING = { state: 'waiting' };

/** The queue: what waits longest is on top. */
export function ApprovalList() {
  const t = useTranslate();
  return (
    <List<ApprovalSummary>
      title={t('relink.approvals.name')}
      sort={{ field: 'requestedAt', order: 'ASC' }}
      filterDefaultValues={WAITING}
      actions={
        <TopToolbar sx={{ flexGrow: 1, justifyContent: 'flex-start', pb: 1 }}>
          <Which />
          <ListTools />
        </TopToolbar>
      }
      empty={false}
      exporter={false}
      perPage={25}
      pagination={<ListPagination />}
      queryOptions={{ refetchInterval: 30_000 }}
    >
      <Rows />
    </List>
  );
}

function Which() {
  const t = useTranslate();
  const list = useListContext();
  const waiting = (list.filterValues as { state?: unknown }).state === 'waiting';
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      aria-label={t('relink.approvals.which')}
      value={waiting}
      onChange={(_, value: boolean | null) =>
        value === null ? undefined : list.setFilters(value ? WAITING : { state: DECIDED }, undefined, false)
      }
    >
      <ToggleButton value>{t('relink.approvals.waiting')}</ToggleButton>
      <ToggleButton value={false}>{t('relink.approvals.decided')}</ToggleButton>
    </ToggleButtonGroup>
  );
}

function Rows() {
  const t = useTranslate();
  const list = useListContext<ApprovalSummary>();
  const { data = [], isPending } = list;
  if (isPending) return null;
  const waiting = (list.filterValues as { state?: unknown }).state === 'waiting';
  if (data.length === 0) {
    const none = waiting ? 'relink.approvals.none' : 'relink.approvals.noneDecided';
    return <Typography sx={{ p: 2 }}>{t(none)}</Typography>;
  }
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {data.map((each) => (
        <Row key={each.id} of={each} />
      ))}
    </Box>
  );
}

function Row({ of }: { of: ApprovalSummary }) {
  const t = useTranslate();
  return (
    <Box component="li" sx={{ p: 2, borderBlockEnd: 1, borderColor: 'divider', overflowWrap: 'anywhere' }}>
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
      {of.holdReasons.map((reason) => (
        <Typography key={reason} variant="body2">
          {t(`relink.approvals.reasons.${reason}`)}
        </Typography>
      ))}
      <RowLink to={`/approvals/${of.id}/show`}>{t('relink.approvals.open')}</RowLink>
    </Box>
  );
}
