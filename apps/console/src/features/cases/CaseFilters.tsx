import { CASE_STATES, type CaseState } from '@relink/domain';
import { Box, TextField, ToggleButton, ToggleButtonGroup } from '@mui/material';
import { useEffect, useState } from 'react';
import { type SortPayload, useTranslate } from 'react-admin';
import { useListFilter } from '../../app/lists/index.ts';

/** The states of a case that is not closed. */
export const NOT_CLOSED: readonly CaseState[] = CASE_STATES.filter((state) => state !== 'closed');
const OPEN_ONES = 'not-closed';

type Filters = {
  mine?: boolean;
  state?: string | readonly string[];
  q?: string;
  due?: boolean;
  queue?: string;
};
type Shown = 'mine' | 'all' | 'due' | 'call-backs';

/** Each choice with the filters it stands for and the order that suits it. */
const SHOWN: Readonly<Record<Shown, { filters: Filters; sort: SortPayload }>> = {
  mine: { filters: { mine: true }, sort: { field: 'updatedAt', order: 'DESC' } },
  all: { filters: {}, sort: { field: 'updatedAt', order: 'DESC' } },
  due: { filters: { mine: true, due: true }, sort: { field: 'dueAt', order: 'ASC' } },
  'call-backs': { filters: { queue: 'call-backs' }, sort: { field: 'openedAt', order: 'ASC' } },
};

const WHOSE: readonly (readonly [Shown, string])[] = [
  ['mine', 'relink.cases.mine'],
  ['due', 'relink.cases.dueOnes'],
  ['call-backs', 'relink.cases.callBacks'],
  ['all', 'relink.cases.all'],
];

/** Whose cases, in which state, by which reference. */
export function CaseFilters() {
  const t = useTranslate();
  const [filters, change] = useListFilter<Filters>();
  const set = (to: Partial<Filters>) => change((now) => ({ ...now, ...to }));
  const show = (shown: Shown) => {
    const { filters: wanted, sort } = SHOWN[shown];
    change((now) => (shownBy(now) === shown ? now : { ...wanted, ...(now.q ? { q: now.q } : {}) }), sort);
  };
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', py: 1, flexGrow: 1 }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        color="primary"
        aria-label={t('relink.cases.whose')}
        value={shownBy(filters)}
      >
        {WHOSE.map(([shown, label]) => (
          // Not as the group tells it: that takes a click on what the page still shows for no choice.
          <ToggleButton key={shown} value={shown} onClick={() => show(shown)}>
            {t(label)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TextField
        select
        margin="none"
        fullWidth={false}
        label={t('relink.cases.state')}
        value={chosenState(filters.state)}
        onChange={(event) => set({ state: statesOf(event.target.value) })}
        slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
        sx={{ minWidth: 200 }}
      >
        <option value="">{t('relink.common.any')}</option>
        <option value={OPEN_ONES}>{t('relink.cases.notClosed')}</option>
        {CASE_STATES.map((state) => (
          <option key={state} value={state}>
            {t(`relink.enums.caseState.${state}`)}
          </option>
        ))}
      </TextField>
      <ReferenceSearch value={filters.q ?? ''} onSearch={(q) => set({ q: q || undefined })} />
    </Box>
  );
}

function chosenState(state: Filters['state']): string {
  return typeof state === 'object' ? OPEN_ONES : (state ?? '');
}

function statesOf(chosen: string): string | readonly string[] | undefined {
  if (chosen === OPEN_ONES) return NOT_CLOSED;
  return chosen || undefined;
}

function shownBy({ mine, due, queue }: Filters): Shown {
  if (queue === 'call-backs') return 'call-backs';
  if (due) return 'due';
  return mine ? 'mine' : 'all';
}

function ReferenceSearch({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const t = useTranslate();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <TextField
        type="search"
        margin="none"
        label={t('relink.cases.searchByReference')}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          // Not when it loses focus: the list would move from under the click that takes it.
          if (target.value === '' && value !== '') onSearch('');
        }}
      />
    </form>
  );
}
