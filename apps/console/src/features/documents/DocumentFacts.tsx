import type { DocumentView } from '@relink/contract';
import { useTranslate } from 'react-admin';
import { Facts } from '../../app/Facts.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';

/** What is known of a document besides its pictures. */
export function DocumentFacts({ of }: { of: DocumentView }) {
  const t = useTranslate();
  const when = (at: string | null) => (at === null ? null : <TimeText at={at} />);
  return (
    <Facts
      of={[
        [t('relink.documents.state'), t(`relink.documents.states.${of.state}`)],
        [t('relink.documents.account'), <bdi key="name">{of.accountName}</bdi>],
        [
          t('relink.documents.case'),
          <RowLink key="case" to={`/cases/${of.caseId}/show`}>
            {of.caseReference}
          </RowLink>,
        ],
        [
          t('relink.documents.way'),
          of.destination === null
            ? t('relink.documents.ways.spoken-code')
            : t('relink.documents.ways.link', { to: of.destination }),
        ],
        [t('relink.documents.askedBy'), of.askedByName],
        [t('relink.documents.received'), when(of.receivedAt)],
        [
          t('relink.documents.found'),
          of.verdict === null
            ? null
            : t('relink.documents.foundBy', {
                verdict: t(`relink.documents.verdicts.${of.verdict}`),
                name: of.proposedByName ?? '',
              }),
        ],
        [t('relink.documents.note'), of.note],
        [t('relink.documents.decidedBy'), of.decidedByName],
        [t('relink.common.reason'), of.reason],
        [t('relink.documents.deletes'), when(of.deletesAt)],
      ]}
    />
  );
}
