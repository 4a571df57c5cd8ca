import type { ActionVerdictView, CaseAccountView, CaseView } from '@relink/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { useDesk } from '../../app/dataProvider.ts';

const CaseContext = createContext<CaseView | undefined>(undefined);

export function CaseProvider({ value, children }: { value: CaseView; children: ReactNode }) {
  return <CaseContext.Provider value={value}>{children}</CaseContext.Provider>;
}

/** The case of the workbench around. Throws outside of one. */
export function useCase(): CaseView {
  const value = useContext(CaseContext);
  if (!value) throw new Error('useCase outside of a workbench');
  return value;
}

/**
 * Sends one request below `/api/cases/:id/`. It stays pending until the case has been read again, and a refusal
 * reads it again too: what a refusal counted is in sight at once. The account pages are read again only where
 * the request `changesAccounts`, because each reading is an event in the audit.
 */
export function useCaseRequest<Body extends object, Answer = CaseView>(
  path: string,
  { changesAccounts = false } = {},
) {
  const { id } = useCase();
  const desk = useDesk();
  const queryClient = useQueryClient();
  return useMutation<Answer, Error, Body>({
    mutationFn: (body) => desk.send<Answer>(`cases/${id}/${path}`, body),
    onSuccess: () =>
      changesAccounts ? queryClient.invalidateQueries({ queryKey: ['account-page'] }) : undefined,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['cases'] }),
  });
}

/** The server's answers on one action, in its order: one per account, or per contact of an account. */
export function useVerdicts(action: string, accountId: string | null): readonly ActionVerdictView[] {
  return useCase().allowedActions.filter((each) => each.action === action && each.accountId === accountId);
}

/** The server's one answer on an action; undefined where it does not speak of it. */
export function useVerdict(action: string, accountId: string | null): ActionVerdictView | undefined {
  return useVerdicts(action, accountId)[0];
}

/** Accounts of the case, the claimed one first. */
export function useCaseAccounts(): readonly CaseAccountView[] {
  return [...useCase().accounts].sort((a, b) => a.role.localeCompare(b.role));
}
