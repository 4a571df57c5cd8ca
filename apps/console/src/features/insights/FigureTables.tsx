import type { Insights } from '@relink/contract';
import { Box, Skeleton, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { NumbersTable } from './NumbersTable.tsx';
import { showMinutes, showShare } from './show.ts';

/** The numbers of a period: the whole of it first, then by channel, outcome, and reason. */
export function FigureTables({ of }: { of: Insights | undefined }) {
  const t = useTranslate();
  const title = t('relink.insights.figures');
  return (
    <Panel title={title}>
      {of ? (
        <Box
          sx={{
            display: 'grid',
            gap: 3,
            alignItems: 'start',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
          }}
        >
          <Box sx={{ minWidth: 0 }}>
            <Whole of={of} />
            <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
              {t('relink.insights.recoveryHelp')}
            </Typography>
          </Box>
          <Box sx={{ minWidth: 0, display: 'grid', gap: 3 }}>
            <Parts of={of} />
          </Box>
        </Box>
      ) : (
        <Skeleton variant="rounded" height={420} />
      )}
    </Panel>
  );
}

function Whole({ of }: { of: Insights }) {
  const t = useTranslate();
  const { cases, recoveries, rounds, lockouts, approvals, reviews } = of;
  const rows: readonly (readonly [string, string | number])[] = [
    ['opened', cases.opened],
    ['closed', cases.closed],
    ['recoveries', recoveries.count],
    ['median', showMinutes(t, recoveries.medianMinutes)],
    ['p90', showMinutes(t, recoveries.p90Minutes)],
    ['roundsEnough', rounds.enough],
    ['roundsNotEnough', rounds.notEnough],
    ['failedShare', showShare(t, rounds.notEnough, rounds.enough + rounds.notEnough)],
    ['lockedOut', lockouts],
    ['approved', approvals.approved],
    ['rejected', approvals.rejected],
    ['expired', approvals.expired],
    ['waitedMedian', showMinutes(t, approvals.waited.medianMinutes)],
    ['waitedP90', showMinutes(t, approvals.waited.p90Minutes)],
    ...(reviews ? [['reviewRate', wordRate(t, reviews)] as const] : []),
  ];
  return (
    <NumbersTable
      label={t('relink.insights.figures')}
      columns={[t('relink.insights.what'), t('relink.insights.number')]}
      rows={rows.map(([name, number]) => [t(`relink.insights.${name}`), number.toLocaleString('en-GB')])}
    />
  );
}

function Parts({ of: { cases, messagesFailed } }: { of: Insights }) {
  const t = useTranslate();
  return (
    <>
      <NumbersTable
        label={t('relink.insights.byChannel')}
        columns={[t('relink.insights.byChannel'), t('relink.insights.opened'), t('relink.insights.closed')]}
        rows={cases.byChannel.map(({ channel, opened, closed }) => [
          t(`relink.enums.channel.${channel}`),
          opened,
          closed,
        ])}
      />
      {cases.byOutcome.length > 0 ? (
        <NumbersTable
          label={t('relink.insights.byOutcome')}
          columns={[t('relink.insights.byOutcome'), t('relink.insights.cases')]}
          rows={cases.byOutcome.map(({ outcome, cases: count }) => [
            t(`relink.enums.outcome.${outcome}`, { _: outcome }),
            count,
          ])}
        />
      ) : null}
      {messagesFailed.length > 0 ? (
        <NumbersTable
          label={t('relink.insights.messagesFailed')}
          columns={[
            t('relink.insights.messagesFailed'),
            t('relink.insights.reason'),
            t('relink.insights.messages'),
          ]}
          rows={messagesFailed.map(({ channel, reason, messages }) => [
            t(`relink.enums.messageChannel.${channel}`, { _: channel }),
            t(`relink.insights.reasons.${reason}`, { _: reason }),
            messages,
          ])}
        />
      ) : null}
    </>
  );
}

function wordRate(t: ReturnType<typeof useTranslate>, reviews: NonNullable<Insights['reviews']>): string {
  const share = showShare(t, reviews.reviewed, reviews.sampled);
  return reviews.sampled === 0 ? share : `${share} (${t('relink.insights.reviewOf', reviews)})`;
}
