import type { Insights } from '@relink/contract';
import { Alert, Box, Typography } from '@mui/material';
import { Title, useTranslate } from 'react-admin';
import { listPath } from '../../app/list-path.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { daysOf } from './chosen-days.ts';
import { FigureTables } from './FigureTables.tsx';
import { NeedsYou, OPEN_STATES } from './NeedsYou.tsx';
import { PeriodBar } from './PeriodBar.tsx';
import { Trends } from './Trends.tsx';
import { useChosen, useInsights, useInsightsNow } from './use-insights.ts';

/** A supervisor's view of the desk: what needs them now, what it did in a period, and how that went up and down. */
export function InsightsPage() {
  const t = useTranslate();
  const [chosen, choose] = useChosen();
  const { data: now, error: nowError } = useInsightsNow();
  const days = now ? daysOf(chosen, now.today) : undefined;
  const { data: figures, error } = useInsights(days, chosen);
  return (
    <Box sx={{ pt: 2 }}>
      <Title title={t('relink.insights.title')} />
      {nowError ? <ProblemAlert error={nowError} effect="" /> : null}
      {nowError && !now ? null : <NeedsYou now={now} />}
      <Typography sx={{ mb: 2 }}>
        <RowLink to={listPath('signs', { state: OPEN_STATES })}>{t('relink.signs.all')}</RowLink>
      </Typography>
      {now && days ? <PeriodBar chosen={chosen} {...days} today={now.today} onChange={choose} /> : null}
      {error ? <ProblemAlert error={error} effect="" /> : null}
      {figures ? <Counted of={figures} /> : null}
      {(nowError ?? error) && !figures ? null : (
        <>
          <FigureTables of={figures} />
          <Trends of={figures?.trend} />
        </>
      )}
    </Box>
  );
}

function Counted({ of: { countedAt, timeZone, cases } }: { of: Insights }) {
  const t = useTranslate();
  if (countedAt === null)
    return (
      <Alert severity="info" sx={{ mb: 2 }}>
        {t('relink.insights.notCounted')}
      </Alert>
    );
  return (
    <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }} role="status">
      {cases.opened + cases.closed === 0 ? `${t('relink.insights.none')} ` : null}
      {t('relink.insights.counted')} <TimeText at={countedAt} />.{' '}
      {t('relink.insights.days', { zone: timeZone })}
    </Typography>
  );
}
