import type { ReviewView } from '@relink/contract';
import { Box, Chip, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { List, TopToolbar, useListContext, useTranslate } from 'react-admin';
import { ListPagination, ListTools } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { showWholeDay } from '../../app/time.tsx';
import { VERDICT_COLOURS } from './verdict-colours.ts';

/** What waits to be looked at again, and what was marked. */
export function ReviewList() {
  const t = useTranslate();
  return (
    <List<ReviewView>
      title={t('relink.reviews.name')}
      sort={{ field: 'day', order: 'DESC' }}
      filterDefaultValues={{ marked: false }}
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
    >
      <Rows />
    </List>
  );
}

function Which() {
  const t = useTranslate();
  const list = useListContext();
  const marked = Boolean((list.filterValues as { marked?: boolean }).marked);
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      aria-label={t('relink.reviews.which')}
      value={marked}
      onChange={(_, value: boolean | null) =>
        value === null ? undefined : list.setFilters({ marked: value }, undefined, false)
      }
    >
      <ToggleButton value={false}>{t('relink.reviews.open')}</ToggleButton>
      <ToggleButton value>{t('relink.reviews.marked')}</ToggleButton>
    </ToggleButtonGroup>
  );
}

function Rows() {
  const t = useTranslate();
  const list = useListContext<ReviewView>();
  const { data = [], isPending } = list;
  if (isPending) return null;
  if (data.length === 0) {
    const { marked } = list.filterValues as { marked?: boolean };
    return <Typography sx={{ p: 2 }}>{t(`relink.reviews.${marked ? 'noneMarked' : 'none'}`)}</Typography>;
  }
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {data.map((each) => (
        <Row key={each.id} of={each} />
      ))}
    </Box>
  );
}

function Row({ of }: { of: ReviewView }) {
  const t = useTranslate();
  return (
    <Box component="li" sx={{ p: 2, borderBlockEnd: 1, borderColor: 'divider', overflowWrap: 'anywhere' }}>
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
    </Box>
  );
}
