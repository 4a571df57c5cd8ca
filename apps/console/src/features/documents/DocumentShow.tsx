import type { DocumentView } from '@relink/contract';
import { Box } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Title, useTranslate } from 'react-admin';
import { useParams } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { PageWaiting } from '../../app/PageWaiting.tsx';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { DecideDocument } from './DecideDocument.tsx';
import { DocumentFacts } from './DocumentFacts.tsx';
import { Pictures } from './Pictures.tsx';

/** One identity document as a supervisor sees it: what its agent found, the pictures, and the decision. */
export function DocumentShow() {
  const t = useTranslate();
  const desk = useDesk();
  const { id = '' } = useParams();
  const { data, error } = useQuery({
    queryKey: ['documents', 'one', id],
    queryFn: () => desk.read<DocumentView>(`documents/${id}`),
    // Each reading is an event in the audit.
    refetchOnWindowFocus: false,
    staleTime: 30_000,
  });
  if (!data) return <PageWaiting title={t('relink.documents.name', { smart_count: 1 })} error={error} />;
  return (
    <Box sx={{ pt: 2 }}>
      <Title title={t('relink.documents.title', { reference: data.caseReference })} />
      <Panel title={t('relink.documents.name', { smart_count: 1 })}>
        <DocumentFacts of={data} />
        <Pictures of={data} />
        <DecideDocument of={data} />
      </Panel>
      <RowLink to="/documents">{t('relink.documents.back')}</RowLink>
    </Box>
  );
}
