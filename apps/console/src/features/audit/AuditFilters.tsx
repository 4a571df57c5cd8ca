import { AUDIT_ACTIONS } from '@relink/domain';
import FilterIcon from '@mui/icons-material/FilterList';
import { Box, Button, useMediaQuery, useTheme } from '@mui/material';
import { useId, useState } from 'react';
import {
  AutocompleteInput,
  DateTimeInput,
  FilterForm,
  ReferenceInput,
  TextInput,
  useListContext,
  useTranslate,
} from 'react-admin';
import { ListTools } from '../../app/lists/index.ts';
import { wordAction } from '../../app/word-action.ts';

/** By what happened, in its own words. */
function ActionInput({ source }: { source: string; alwaysOn: boolean }) {
  const t = useTranslate();
  const actions = AUDIT_ACTIONS.map((id) => ({ id, name: wordAction(t, id) })).sort((a, b) =>
    a.name.localeCompare(b.name),
  );
  return <AutocompleteInput source={source} choices={actions} translateChoice={false} />;
}

const byName = (q: string) => ({ q });

const filters = [
  <ReferenceInput
    key="agent"
    source="agentId"
    reference="agents"
    alwaysOn
    sort={{ field: 'name', order: 'ASC' }}
  >
    <AutocompleteInput optionText="name" filterToQuery={byName} />
  </ReferenceInput>,
  <ActionInput key="action" source="action" alwaysOn />,
  <ReferenceInput
    key="case"
    source="caseId"
    reference="cases"
    alwaysOn
    sort={{ field: 'openedAt', order: 'DESC' }}
  >
    <AutocompleteInput optionText="reference" filterToQuery={byName} />
  </ReferenceInput>,
  <TextInput key="account" source="accountId" alwaysOn />,
  <DateTimeInput key="from" source="from" alwaysOn parse={toInstant} />,
  <DateTimeInput key="to" source="to" alwaysOn parse={toInstant} />,
];

/** A local date and time as the instant that the api filters by. */
function toInstant(value: string): string | undefined {
  const date = new Date(value);
  return value === '' || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const inARow = '@media (min-width: 1430px)';

/** By whom, what, where and when: in one row or two of three; on a phone behind a button that counts them. */
export function AuditFilters() {
  const t = useTranslate();
  const id = useId();
  const small = useMediaQuery(useTheme().breakpoints.down('sm'));
  const [open, setOpen] = useState(false);
  const count = Object.keys(useListContext().filterValues as object).length;
  const shown = open || !small;
  return (
    <Box sx={{ flexGrow: 1, minWidth: 0, width: '100%', py: 1 }}>
      {small ? (
        <Button
          variant="outlined"
          startIcon={<FilterIcon />}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          {count > 0 ? t('relink.audit.filtersSet', { count }) : t('relink.audit.filters')}
        </Button>
      ) : null}
      {shown ? (
        <Box
          id={id}
          sx={{
            '& form': {
              display: 'grid',
              columnGap: 1,
              minHeight: 0,
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(3, minmax(0, 1fr))' },
              [inARow]: { gridTemplateColumns: 'repeat(6, minmax(0, 1fr))' },
            },
            '& .filter-field': { width: '100%', minWidth: 0 },
            '& .filter-field > :first-child': { width: '100%', minWidth: 0 },
            '& .RaFilterFormInput-spacer, & .RaFilterForm-clearFix': { display: 'none' },
          }}
        >
          <FilterForm filters={filters} />
        </Box>
      ) : null}
      <ListTools />
    </Box>
  );
}
