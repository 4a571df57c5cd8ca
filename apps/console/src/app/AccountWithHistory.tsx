import type { AccountCard, CaseView } from '@relink/contract';
import { useQuery } from '@tanstack/react-query';
import { AccountShow } from '../features/accounts/index.ts';
import { LikelyDuplicates } from '../features/duplicates/index.ts';
import { ErasurePanel } from '../features/erasure/index.ts';
import { AccountHistory } from '../features/merges/index.ts';
import { useDesk } from './dataProvider.ts';
import { usePermitted } from './useMe.ts';

/** An account's page, with what flowed into it and what it may be a duplicate of. */
export function AccountWithHistory() {
  return (
    <AccountShow
      more={(account, caseId) => (
        <>
          <Duplicates account={account} caseId={caseId} />
          <AccountHistory accountId={account.id} beganYear={account.beganYear} />
          <ErasurePanel accountId={account.id} />
        </>
      )}
    />
  );
}

/** In an own case, or for a supervisor: nobody else is told. */
function Duplicates({ account, caseId }: { account: AccountCard; caseId: string }) {
  const desk = useDesk();
  const mayList = usePermitted('duplicates.list');
  const { data } = useQuery({
    queryKey: ['cases', 'workbench', caseId],
    queryFn: () => desk.read<CaseView>(`cases/${caseId}`),
    enabled: caseId !== '',
  });
  if (account.status !== 'active') return null;
  if (caseId === '') return mayList ? <LikelyDuplicates accountId={account.id} level={2} /> : null;
  if (!data?.own) return null;
  const inCase = {
    id: data.id,
    accountIds: data.accounts.map(({ accountId }) => accountId),
    mayAdd: data.allowedActions.some(({ action, allowed }) => action === 'add-account' && allowed),
  };
  return <LikelyDuplicates accountId={account.id} inCase={inCase} level={2} />;
}
