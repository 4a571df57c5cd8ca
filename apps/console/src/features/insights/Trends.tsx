import type { Insights, TrendPoint } from '@relink/contract';
import { Box, Skeleton, ToggleButton, ToggleButtonGroup } from '@mui/material';
import { lazy, Suspense } from 'react';
import { useStore, useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { NumbersTable } from './NumbersTable.tsx';
import { showWholeDay } from '../../app/time.tsx';
import type { TrendSeries } from './TrendChart.tsx';

const TrendChart = lazy(() => import('./TrendChart.tsx'));

const TRENDS: readonly { readonly name: string; readonly series: readonly TrendSeries[] }[] = [
  { name: 'cases', series: ['opened', 'closed'] },
  { name: 'recovery', series: ['medianMinutes', 'p90Minutes'] },
  { name: 'verification', series: ['roundsNotEnough', 'lockouts'] },
  { name: 'messages', series: ['messagesFailed', 'approvals'] },
];

/** What went up and what went down, as charts or as the tables of the same numbers. */
export function Trends({ of }: { of: Insights['trend'] | undefined }) {
  const t = useTranslate();
  const [as, setAs] = useStore<'chart' | 'table'>('insights.trends', 'chart');
  const by = t(of?.by === 'week' ? 'relink.insights.byWeek' : 'relink.insights.byDay');
  return (
    <Panel
      title={of ? `${t('relink.insights.trends')}, ${by}` : t('relink.insights.trends')}
      aside={
        <ToggleButtonGroup
          exclusive
          size="small"
          color="primary"
          aria-label={t('relink.insights.show')}
          value={as}
          onChange={(_, chosen: 'chart' | 'table' | null) => (chosen ? setAs(chosen) : undefined)}
          sx={{ mb: 2 }}
        >
          <ToggleButton value="chart">{t('relink.insights.chart')}</ToggleButton>
          <ToggleButton value="table">{t('relink.insights.table')}</ToggleButton>
        </ToggleButtonGroup>
      }
    >
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
        }}
      >
        {TRENDS.map(({ name, series }) => (
          <Trend key={name} name={name} series={series} points={of?.points} by={by} as={as} />
        ))}
      </Box>
    </Panel>
  );
}

type TrendProps = {
  name: string;
  series: readonly TrendSeries[];
  points: readonly TrendPoint[] | undefined;
  by: string;
  as: 'chart' | 'table';
};

function Trend({ name, series, points, by, as }: TrendProps) {
  const t = useTranslate();
  const title = t(`relink.insights.trend.${name}`);
  const named = series.map((each) => ({ name: each, label: t(`relink.insights.series.${each}`) }));
  const waiting = <Skeleton variant="rounded" height={240} />;
  return (
    <Box component="section" aria-label={title} sx={{ minWidth: 0 }}>
      <Box component="h3" sx={{ typography: 'h3', mt: 0, mb: 1 }}>
        {title}
      </Box>
      {points === undefined ? (
        waiting
      ) : as === 'table' ? (
        <NumbersTable
          label={title}
          columns={[
            t(`relink.insights.${by === t('relink.insights.byWeek') ? 'week' : 'day'}`),
            ...named.map(({ label }) => label),
          ]}
          rows={points.map((point) => [
            showWholeDay(point.from),
            ...named.map((each) => point[each.name]?.toLocaleString('en-GB') ?? '–'),
          ])}
        />
      ) : (
        <Box role="img" aria-label={t('relink.insights.chartOf', { title, by })}>
          <Suspense fallback={waiting}>
            <TrendChart points={points} series={named} />
          </Suspense>
        </Box>
      )}
    </Box>
  );
}
