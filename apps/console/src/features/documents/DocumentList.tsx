import type { DocumentSummary } from '@relink/contract';
import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { List, TopToolbar, useListContext, useTranslate } from 'react-admin';
import { ListPagination, ListTools } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';

const WAITING = { state: 'proposed' };
const DECIDED = { state: ['confirmed', 'rejected', 'unreadable', 'lapsed'] };

/** What waits for a supervisor, the longest wait on top; and what was decided. */
export function DocumentList() {
  const t = useTranslate();
  return (
    <List<DocumentSummary>
      title={t('relink.documents.name', { smart_count: 2 })}
      sort={{ field: 'proposedAt', order: 'ASC' }}
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
    >
      <Rows />
    </List>
  );
}

function Which() {
  const t = useTranslate();
  const list = useListContext();
  const waiting = (list.filterValues as { state?: unknown }).state === 'proposed';
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      aria-label={t('relink.documents.which')}
      value={waiting}
      onChange={(_, value: boolean | null) =>
        value === null ? undefined : list.setFilters(value ? WAITING : DECIDED, undefined, false)
      }
    >
      <ToggleButton value>{t('relink.documents.waiting')}</ToggleButton>
      <ToggleButton value={false}>{t('relink.documents.decided')}</ToggleButton>
    </ToggleButtonGroup>
  );
}

function Rows() {
  const t = useTranslate();
  const { data = [], isPending } = useListContext<DocumentSummary>();
  if (isPending) return null;
  if (data.length === 0) return <Typography sx={{ p: 2 }}>{t('relink.documents.none')}</Typography>;
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {data.map((each) => (
        <Row key={each.id} of={each} />
      ))}
    </Box>
  );
}

function Row({ of }: { of: DocumentSummary }) {
  const t = useTranslate();
  return (
    <Box component="li" sx={{ p: 2, borderBlockEnd: 1, borderColor: 'divider', overflowWrap: 'anywhere' }}>
      <Typography sx={{ fontWeight: 700 }}>
        {of.caseReference}: <bdi>{of.accountName}</bdi>
      </Typography>
      <Typography variant="body2">
        {t(`relink.documents.states.${of.state}`)}
        {': '}
        <TimeText at={of.endedAt ?? of.proposedAt ?? of.askedAt} />
      </Typography>
      {of.verdict === null ? null : (
        <Typography variant="body2">
          {t('relink.documents.foundBy', {
            verdict: t(`relink.documents.verdicts.${of.verdict}`),
            name: of.proposedByName ?? '',
          })}
        </Typography>
      )}
      {of.way === 'spoken-code' ? (
        <Typography variant="body2">{t('relink.documents.ways.spoken-code')}</Typography>
      ) : null}
      <RowLink to={`/documents/${of.id}/show`}>{t('relink.documents.open')}</RowLink>
    </Box>
  );
}
