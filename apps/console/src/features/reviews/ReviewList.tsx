import type { ReviewView } from '@relink/contract';
import { Box, Chip, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { QueueItem, QueueList } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { showWholeDay } from '../../app/time.tsx';
import { VERDICT_COLOURS } from './verdict-colours.ts';

/** What waits to be looked at again, and what was marked. */
export function ReviewList() {
  const t = useTranslate();
  return (
    <QueueList<ReviewView>
      title={t('relink.reviews.name')}
      sort={{ field: 'day', order: 'DESC' }}
      which="relink.reviews.which"
      stretches={[
        { name: 'relink.reviews.open', filter: { marked: false }, none: 'relink.reviews.none' },
        { name: 'relink.reviews.marked', filter: { marked: true }, none: 'relink.reviews.noneMarked' },
      ]}
    >
      {(each) => <Row of={each} />}
    </QueueList>
  );
}

function Row({ of }: { of: ReviewView }) {
  const t = useTranslate();
  return (
    <QueueItem>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography sx={{ fontWeight: 700 }}>{t(`relink.reviews.reasons.${of.reason}`)}</Typography>
        {of.verdict ? (
          <Chip
            size="small"
            variant="outlined"
            color={VERDICT_COLOURS[of.verdict]}
            label={t(`relink.reviews.verdicts.${of.verdict}`)}
          />
        ) : null}
      </Box>
      <Typography variant="body2">
        {showWholeDay(of.day)}
        {of.caseReference ? `, ${t('relink.cases.title', { reference: of.caseReference })}` : ''}
        {of.aboutNames.length > 0 ? `, ${of.aboutNames.join(', ')}` : ''}
      </Typography>
      {of.verdict === null && of.mayNot ? (
        <Typography variant="body2" color="textSecondary">
          {t(`relink.reviews.whyNot.${of.mayNot}`, { _: of.mayNot })}
        </Typography>
      ) : null}
      <RowLink to={`/reviews/${of.id}/show`}>{t('relink.reviews.look')}</RowLink>
    </QueueItem>
  );
}
