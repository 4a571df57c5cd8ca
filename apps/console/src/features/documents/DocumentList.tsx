import type { DocumentSummary } from '@relink/contract';
import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { QueueItem, QueueList } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';

const DECIDED = ['confirmed', 'rejected', 'unreadable', 'lapsed'];

/** What waits for a supervisor, the longest wait on top; and what was decided. */
export function DocumentList() {
  const t = useTranslate();
  const none = 'relink.documents.none';
  return (
    <QueueList<DocumentSummary>
      title={t('relink.documents.name', { smart_count: 2 })}
      sort={{ field: 'proposedAt', order: 'ASC' }}
      which="relink.documents.which"
      stretches={[
        { name: 'relink.documents.waiting', filter: { state: 'proposed' }, none },
        { name: 'relink.documents.decided', filter: { state: DECIDED }, none },
      ]}
    >
      {(each) => <Row of={each} />}
    </QueueList>
  );
}

function Row({ of }: { of: DocumentSummary }) {
  const t = useTranslate();
  return (
    <QueueItem>
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
    </QueueItem>
  );
}
