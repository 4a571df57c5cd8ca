import type { ReviewView } from '@relink/contract';
import { Alert, Box } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Title, useTranslate } from 'react-admin';
import { useParams } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { Facts } from '../../app/Facts.tsx';
import { listPath } from '../../app/list-path.ts';
import { PageWaiting } from '../../app/PageWaiting.tsx';
import { Panel } from '../../app/Panel.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { showWholeDay } from '../../app/time.tsx';
import { MarkButtons } from './MarkButtons.tsx';

/** One review: what was done, by whom, why it was drawn, and the mark. `work` shows the case that it is about. */
export function ReviewShow({ work }: { work: (caseId: string) => ReactNode }) {
  const t = useTranslate();
  const desk = useDesk();
  const { id = '' } = useParams();
  const { data, error } = useQuery({
    queryKey: ['reviews', 'one', id],
    queryFn: () => desk.read<ReviewView>(`reviews/${id}`),
    refetchOnWindowFocus: false,
    staleTime: 30_000,
  });
  if (!data) return <PageWaiting title={t('relink.reviews.name')} error={error} />;
  const what = t(`relink.reviews.reasons.${data.reason}`);
  return (
    <Box sx={{ pt: 2 }}>
      <Title title={t('relink.reviews.title', { what })} />
      <Panel title={what}>
        <ReviewFacts of={data} />
        <Mark of={data} />
        <MarkButtons of={data} />
      </Panel>
      {data.caseId ? work(data.caseId) : null}
      <RowLink to="/reviews">{t('relink.reviews.back')}</RowLink>
    </Box>
  );
}

function ReviewFacts({ of }: { of: ReviewView }) {
  const t = useTranslate();
  const { caseId, caseReference, mergeId, accountId, outcome } = of;
  return (
    <Facts
      of={[
        [t('relink.reviews.day'), showWholeDay(of.day)],
        [t('relink.reviews.of'), of.aboutNames.join(', ')],
        [
          t('relink.reviews.case'),
          caseId ? (
            <RowLink to={`/cases/${caseId}/show`}>{caseReference}</RowLink>
          ) : (
            t('relink.reviews.noCase')
          ),
        ],
        [t('relink.reviews.outcome'), outcome ? t(`relink.enums.outcome.${outcome}`) : null],
        [
          t('relink.reviews.merge'),
          mergeId ? <RowLink to={`/merges/${mergeId}/show`}>{t('relink.reviews.toMerge')}</RowLink> : null,
        ],
        [
          t('relink.reviews.account'),
          accountId ? (
            <RowLink to={`/accounts/${accountId}/show`}>{t('relink.reviews.toAccount')}</RowLink>
          ) : null,
        ],
      ]}
    />
  );
}

/** The mark, and after an incident the way to every event of the case. */
function Mark({ of }: { of: ReviewView }) {
  const t = useTranslate();
  if (of.verdict === null) return null;
  const verdict = t(`relink.reviews.verdicts.${of.verdict}`);
  return (
    <Alert severity={of.verdict === 'incident' ? 'warning' : 'info'} role="status" sx={{ my: 1 }}>
      {t('relink.reviews.markedBy', { verdict, name: of.markedByName ?? '' })}
      {of.note ? <div>{of.note}</div> : null}
      {of.verdict === 'incident' && of.caseId ? (
        <RowLink to={listPath('audit-events', { caseId: of.caseId })}>{t('relink.reviews.follow')}</RowLink>
      ) : null}
    </Alert>
  );
}
