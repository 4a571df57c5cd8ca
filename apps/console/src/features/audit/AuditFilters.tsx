import type { AgentView, AuditConditions, CaseSummary } from '@relink/contract';
import { AUDIT_ACTIONS, ORIGINS } from '@relink/domain';
import FilterIcon from '@mui/icons-material/FilterList';
import { Autocomplete, Box, Button, Checkbox, FormControlLabel, TextField } from '@mui/material';
import { useId, useState } from 'react';
import { useGetList, useGetMany, useTranslate } from 'react-admin';
import { instantOf, localOf } from '../../app/local-time.ts';
import { wordAction } from '../../app/word-action.ts';
import { agentsIn, type FilterChange, pick, withoutEmpty } from './audit-view.ts';

type Props = { filter: AuditConditions; onChange: (to: FilterChange) => void };
type Conditions = Partial<Record<keyof AuditConditions, unknown>>;
type Set = (to: Conditions | ((now: AuditConditions) => Conditions)) => void;
type Field = { filter: AuditConditions; set: Set };

/** By whom, what, with what outcome, where, of whom, and when: all that is set must hold. Behind a button that counts it. */
export function AuditFilters({ filter, onChange }: Props) {
  const t = useTranslate();
  const id = useId();
  const [open, setOpen] = useState(false);
  const count = Object.keys(filter).length;
  const set: Set = (to) =>
    onChange((now) => withoutEmpty({ ...now, ...(typeof to === 'function' ? to(now) : to) }));
  return (
    <Box sx={{ minWidth: 0, py: 0.5 }}>
      <Button
        variant="outlined"
        startIcon={<FilterIcon />}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {count > 0 ? t('relink.audit.filtersSet', { count }) : t('relink.audit.filters')}
      </Button>
      {open ? (
        <Box
          id={id}
          role="group"
          aria-label={t('relink.audit.filters')}
          sx={{
            display: 'grid',
            gap: 1.5,
            pt: 1.5,
            gridTemplateColumns: {
              xs: 'minmax(0, 1fr)',
              sm: 'repeat(2, minmax(0, 1fr))',
              lg: 'repeat(4, minmax(0, 1fr))',
            },
          }}
        >
          <Agents filter={filter} set={set} />
          <Actions filter={filter} set={set} />
          <Choice
            filter={filter}
            set={set}
            name="outcome"
            values={['done', 'refused']}
            words="relink.enums.eventOutcome"
          />
          <Choice filter={filter} set={set} name="origin" values={ORIGINS} words="relink.audit.origins" />
          <Cases filter={filter} set={set} />
          <Account filter={filter} set={set} />
          <Typed filter={filter} set={set} name="address" help={t('relink.audit.addressHelp')} />
          <Instant filter={filter} set={set} name="from" />
          <Instant filter={filter} set={set} name="to" />
        </Box>
      ) : null}
    </Box>
  );
}

function Agents({ filter, set }: Field) {
  const t = useTranslate();
  const [q, setQ] = useState('');
  const chosen = agentsIn(filter);
  const { data = [] } = useGetList<AgentView>('agents', {
    filter: q === '' ? {} : { q },
    sort: { field: 'name', order: 'ASC' },
    pagination: { page: 1, perPage: 25 },
  });
  const { data: known = [] } = useGetMany<AgentView>(
    'agents',
    { ids: chosen },
    { enabled: chosen.length > 0 },
  );
  const name = (id: string) => [...known, ...data].find((agent) => agent.id === id)?.name ?? id;
  return (
    <Autocomplete
      multiple
      filterSelectedOptions
      options={[...new Set([...chosen, ...data.map(({ id }) => id)])]}
      value={chosen}
      getOptionLabel={name}
      filterOptions={(options) => options}
      onInputChange={(_, text, why) => (why === 'input' ? setQ(text) : undefined)}
      onChange={(_, agentIds) =>
        set((now) => ({ agentIds: pick(agentsIn(now), chosen, agentIds), agentId: undefined }))
      }
      renderInput={(params) => <TextField {...params} margin="none" label={t('relink.audit.agents')} />}
    />
  );
}

function Actions({ filter, set }: Field) {
  const t = useTranslate();
  const options = [...AUDIT_ACTIONS].sort();
  return (
    <Autocomplete
      multiple
      filterSelectedOptions
      options={[...new Set<string>([...options, ...(filter.actions ?? [])])]}
      value={filter.actions ?? []}
      groupBy={(action) => action.split('.')[0] ?? ''}
      getOptionLabel={(action) => wordAction(t, action)}
      onChange={(_, actions) =>
        set((now) => ({ actions: pick(now.actions ?? [], filter.actions ?? [], actions) }))
      }
      renderInput={(params) => <TextField {...params} margin="none" label={t('relink.audit.actions')} />}
    />
  );
}

function Cases({ filter, set }: Field) {
  const t = useTranslate();
  const [q, setQ] = useState('');
  const ids = filter.caseId ? [filter.caseId] : [];
  const { data = [] } = useGetList<CaseSummary>('cases', {
    filter: q === '' ? {} : { q },
    sort: { field: 'openedAt', order: 'DESC' },
    pagination: { page: 1, perPage: 25 },
  });
  const { data: known = [] } = useGetMany<CaseSummary>('cases', { ids }, { enabled: ids.length > 0 });
  return (
    <Autocomplete
      options={[...new Set([...ids, ...data.map(({ id }) => id)])]}
      value={filter.caseId ?? null}
      getOptionLabel={(id) => [...known, ...data].find((each) => each.id === id)?.reference ?? id}
      filterOptions={(options) => options}
      onInputChange={(_, text, why) => (why === 'input' ? setQ(text) : undefined)}
      onChange={(_, caseId) => set({ caseId })}
      renderInput={(params) => (
        <TextField {...params} margin="none" label={t('resources.audit-events.fields.caseId')} />
      )}
    />
  );
}

function Account({ filter, set }: Field) {
  const t = useTranslate();
  return (
    <Box>
      <Typed filter={filter} set={set} name="accountId" help={t('relink.audit.accountHelp')} />
      {filter.accountId ? (
        <FormControlLabel
          label={t('relink.audit.withMerged')}
          control={
            <Checkbox
              checked={filter.withMerged === true}
              onChange={(_, withMerged) => set({ withMerged })}
            />
          }
        />
      ) : null}
    </Box>
  );
}

function Choice(props: Field & { name: 'outcome' | 'origin'; values: readonly string[]; words: string }) {
  const { filter, set, name, values, words } = props;
  const t = useTranslate();
  return (
    <TextField
      select
      margin="none"
      label={t(`resources.audit-events.fields.${name}`)}
      value={filter[name] ?? ''}
      onChange={(event) => set({ [name]: event.target.value })}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      <option value="">{t('relink.common.any')}</option>
      {values.map((value) => (
        <option key={value} value={value}>
          {t(`${words}.${value}`)}
        </option>
      ))}
    </TextField>
  );
}

/** Taken when the field is left, or at Enter: half an address finds nothing. */
function Typed({ filter, set, name, help }: Field & { name: 'address' | 'accountId'; help: string }) {
  const t = useTranslate();
  const present = filter[name] ?? '';
  return (
    <TextField
      key={present}
      margin="none"
      label={t(`resources.audit-events.fields.${name}`)}
      defaultValue={present}
      helperText={help}
      onBlur={(event) =>
        event.target.value.trim() === present ? undefined : set({ [name]: event.target.value.trim() })
      }
      onKeyDown={(event) => (event.key === 'Enter' ? (event.target as HTMLInputElement).blur() : undefined)}
      // Small enough that the whole of an id is seen.
      sx={{ '& input': { fontSize: '0.875rem' } }}
    />
  );
}

function Instant({ filter, set, name }: Field & { name: 'from' | 'to' }) {
  const t = useTranslate();
  const present = filter[name];
  return (
    <TextField
      key={present ?? ''}
      type="datetime-local"
      margin="none"
      label={t(`relink.audit.${name}`)}
      defaultValue={present === undefined ? '' : localOf(present)}
      onBlur={(event) => {
        const { value } = event.target;
        if (value !== (present === undefined ? '' : localOf(present))) set({ [name]: instantOf(value) });
      }}
      onKeyDown={(event) => (event.key === 'Enter' ? (event.target as HTMLInputElement).blur() : undefined)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}
