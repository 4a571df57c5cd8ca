import type { CaseSummary } from '@relink/contract';
import type { Permission } from '@relink/domain';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useSyncExternalStore } from 'react';
import { usePermissions, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useDesk } from '../dataProvider.ts';
import { type Command, COMMAND_GROUPS, known, subscribe } from './registry.ts';

const ITSELF = 'palette';
const SHORTEST = 3;
const MOST_CASES = 5;

/** Everything that fits what was typed: commands, cases by reference or ticket, and the search for an account. */
export function useFound(typed: string): readonly Command[] {
  const t = useTranslate();
  const navigate = useNavigate();
  const { permissions = [] } = usePermissions<readonly Permission[]>();
  const commands = useSyncExternalStore(subscribe, known);
  const q = useDeferredValue(typed);
  const cases = useCases(q, permissions.includes('cases.list'));
  return useMemo(() => {
    const words = typed.toLowerCase().split(/\s+/);
    const fits = commands
      .filter(({ id, label }) => id !== ITSELF && words.every((word) => label.toLowerCase().includes(word)))
      .toSorted((one, other) => COMMAND_GROUPS.indexOf(one.group) - COMMAND_GROUPS.indexOf(other.group));
    // What can be done comes first; what cannot says why.
    const sorted = [...fits.filter(({ allowed }) => allowed), ...fits.filter(({ allowed }) => !allowed)];
    const own = { group: 'go', allowed: true } as const;
    const found: Command[] = cases.map(({ id, reference, ticket, state }) => ({
      id: `case ${id}`,
      label: [t('relink.cases.title', { reference }), ticket, t(`relink.enums.caseState.${state}`)]
        .filter(Boolean)
        .join(' · '),
      ...own,
      run: () => void navigate(`/cases/${id}/show`),
    }));
    if (typed && permissions.includes('accounts.search')) {
      const filter = encodeURIComponent(JSON.stringify({ q: typed }));
      found.push({
        id: 'search-account',
        label: t('relink.commands.searchAccount', { typed }),
        ...own,
        run: () => void navigate(`/accounts?filter=${filter}`),
      });
    }
    return [...sorted, ...found];
  }, [cases, commands, navigate, permissions, t, typed]);
}

function useCases(q: string, permitted: boolean): readonly CaseSummary[] {
  const desk = useDesk();
  const { data } = useQuery({
    queryKey: ['cases', 'palette', q],
    queryFn: () =>
      desk.read<CaseSummary[]>('cases', {
        filter: JSON.stringify({ q }),
        range: JSON.stringify([0, MOST_CASES - 1]),
      }),
    enabled: permitted && q.length >= SHORTEST,
    placeholderData: (before) => (q.length >= SHORTEST ? before : undefined),
    staleTime: 10_000,
    retry: false,
  });
  return data ?? [];
}
