import type { AccountPage, CaseAccountView } from '@relink/contract';
import { useQuery } from '@tanstack/react-query';
import { useDesk } from '../../app/dataProvider.ts';

/**
 * An account as a case opens it. Each reading is an event in the audit, so it is read again only when something
 * about the account in that case has moved: its assurance, its lock, or its e-mail.
 */
export function useAccountPage(caseId: string, account: CaseAccountView) {
  const desk = useDesk();
  const { accountId, assurance, lockedUntil, emailReportedLost, pendingEmail } = account;
  return useQuery({
    queryKey: [
      'account-page',
      accountId,
      { caseId, assurance, lockedUntil, emailReportedLost, pending: pendingEmail?.requestedAt },
    ],
    queryFn: () => desk.read<AccountPage>(`accounts/${accountId}`, { caseId }),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });
}
