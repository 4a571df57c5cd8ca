import type { AccountPage, CaseAccountView, CaseView } from '@relink/contract';
import { useQuery } from '@tanstack/react-query';
import { useDesk } from '../../app/dataProvider.ts';

/**
 * An account as a case opens it. Each reading is an event in the audit, so it is read again only when something
 * about the account in that case has moved: its assurance, its lock, or its e-mail or phone. In another agent's case the
 * server would refuse it, so it is not asked for. Without an account, nothing is.
 */
export function useAccountPage(
  { id: caseId, own }: Pick<CaseView, 'id' | 'own'>,
  account: CaseAccountView | undefined,
) {
  const desk = useDesk();
  const { accountId = '', assurance, lockedUntil, emailReportedLost } = account ?? {};
  const pending = [account?.pendingEmail?.requestedAt, account?.pendingPhone?.requestedAt];
  return useQuery({
    queryKey: ['account-page', accountId, { caseId, assurance, lockedUntil, emailReportedLost, pending }],
    queryFn: () => desk.read<AccountPage>(`accounts/${accountId}`, { caseId }),
    placeholderData: (before) => before,
    staleTime: Infinity,
    // What was read in an earlier state of the case is old, also when the case comes back to that state.
    gcTime: 0,
    enabled: own && account !== undefined,
  });
}
