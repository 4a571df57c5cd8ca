import type { CaseView } from '@relink/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Box } from '@mui/material';
import { Title, useAuthenticated, useTranslate } from 'react-admin';
import { useParams, useSearchParams } from 'react-router-dom';
import { useDesk } from '../../app/dataProvider.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { MergeForm } from './MergeForm.tsx';

/** The page where two accounts of a case are made one. */
export function MergePage() {
  useAuthenticated();
  const t = useTranslate();
  const desk = useDesk();
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const { data, error } = useQuery({
    queryKey: ['cases', 'workbench', id],
    queryFn: () => desk.read<CaseView>(`cases/${id}`),
  });
  const title = data ? t('relink.merges.titleOf', { reference: data.reference }) : t('relink.merges.title');
  const pair = data && pairOf(data, search.get('account'), search.get('other'));
  return (
    <Box sx={{ pt: 2, maxWidth: 1280 }}>
      <Title title={title} />
      <Box sx={{ mb: 1.5 }}>
        <RowLink to={`/cases/${id}/show`}>{t('relink.merges.backToCase')}</RowLink>
      </Box>
      {data ? null : <Waiting error={error} />}
      {data && !pair ? <Alert severity="info">{t('relink.merges.onlyOne')}</Alert> : null}
      {pair ? <MergeForm key={pair.join(' ')} caseId={id} accountIds={pair} /> : null}
    </Box>
  );
}

/** The two that the address names; of the case, the claimed account and the first duplicate, where it names none. */
function pairOf(
  { accounts }: CaseView,
  named: string | null,
  namedOther: string | null,
): [string, string] | undefined {
  const one = named ?? accounts.find(({ role }) => role === 'claimed')?.accountId;
  const other = namedOther ?? accounts.find(({ accountId }) => accountId !== one)?.accountId;
  return one && other ? [one, other] : undefined;
}
