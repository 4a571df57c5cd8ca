import type { AgentView, AuditConditions, CaseSummary } from '@relink/contract';
import { Box, Button, Chip } from '@mui/material';
import { useGetMany, useTranslate } from 'react-admin';
import { showInstant } from '../../app/time.tsx';
import { wordAction } from '../../app/word-action.ts';
import { agentsIn, type FilterChange, without } from './audit-view.ts';

type Props = {
  filter: AuditConditions;
  /** Without it the chips only tell. */
  onChange?: (to: FilterChange) => void;
};
type Shown = { readonly name: keyof AuditConditions; readonly value?: string; readonly label: string };

/** What the list is narrowed by, each taken away by its own button. */
export function AuditChips({ filter, onChange }: Props) {
  const t = useTranslate();
  const chips = useChips(filter);
  if (chips.length === 0) return null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, py: 0.5 }}>
      {chips.map(({ name, value, label }) => (
        <Chip
          key={`${name} ${value ?? ''}`}
          label={label}
          sx={{ maxWidth: '100%' }}
          {...(onChange && {
            'aria-label': t('relink.audit.removeChip', { chip: label }),
            onClick: () => onChange((now) => without(now, name, value)),
            onDelete: () => onChange((now) => without(now, name, value)),
          })}
        />
      ))}
      {onChange ? (
        <Button size="small" onClick={() => onChange(() => ({}))}>
          {t('relink.audit.clear')}
        </Button>
      ) : null}
    </Box>
  );
}

function useChips(filter: AuditConditions): readonly Shown[] {
  const t = useTranslate();
  const agentIds = agentsIn(filter);
  const caseIds = filter.caseId ? [filter.caseId] : [];
  const { data: agents = [] } = useGetMany<AgentView>(
    'agents',
    { ids: agentIds },
    { enabled: agentIds.length > 0 },
  );
  const { data: cases = [] } = useGetMany<CaseSummary>(
    'cases',
    { ids: caseIds },
    { enabled: caseIds.length > 0 },
  );
  const chip = (key: string, name: string) => t(`relink.audit.chip.${key}`, { name });
  const agent = (id: string) => chip('agent', agents.find((each) => each.id === id)?.name ?? id);
  const one = (
    name: 'address' | 'accountId',
    show: (value: string) => string = (value) => value,
  ): Shown[] => {
    const value = filter[name];
    return value === undefined ? [] : [{ name, label: chip(name, show(value)) }];
  };
  return [
    ...(filter.id === undefined
      ? []
      : [
          {
            name: 'id' as const,
            label: t('relink.audit.chip.id', { smart_count: [filter.id].flat().length }),
          },
        ]),
    ...(filter.agentIds ?? []).map((value): Shown => ({ name: 'agentIds', value, label: agent(value) })),
    ...(filter.agentId ? [{ name: 'agentId' as const, label: agent(filter.agentId) }] : []),
    ...(filter.action
      ? [{ name: 'action' as const, label: t('relink.audit.actionBegins', { action: filter.action }) }]
      : []),
    ...(filter.actions ?? []).map((value): Shown => ({
      name: 'actions',
      value,
      label: chip('action', wordAction(t, value)),
    })),
    ...(filter.outcome
      ? [
          {
            name: 'outcome' as const,
            label: chip('outcome', t(`relink.enums.eventOutcome.${filter.outcome}`)),
          },
        ]
      : []),
    ...(filter.origin
      ? [{ name: 'origin' as const, label: chip('origin', t(`relink.audit.origins.${filter.origin}`)) }]
      : []),
    ...(filter.caseId
      ? [{ name: 'caseId' as const, label: chip('caseId', cases[0]?.reference ?? filter.caseId) }]
      : []),
    ...one('accountId'),
    ...(filter.withMerged ? [{ name: 'withMerged' as const, label: chip('withMerged', '') }] : []),
    ...one('address'),
    ...(filter.from ? [{ name: 'from' as const, label: chip('from', showInstant(filter.from)) }] : []),
    ...(filter.to ? [{ name: 'to' as const, label: chip('to', showInstant(filter.to)) }] : []),
  ];
}
