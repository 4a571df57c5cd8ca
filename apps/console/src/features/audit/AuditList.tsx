import type { AuditEventView } from '@relink/contract';
import { Chip, TableContainer, useMediaQuery, useTheme } from '@mui/material';
import {
  AutocompleteInput,
  DataTable,
  DateTimeInput,
  List,
  ReferenceInput,
  TextInput,
  useTranslate,
} from 'react-admin';
import { TimeText } from '../../app/time.tsx';
import { wordAction } from '../../app/word-action.ts';
import { BeforeAfter } from './BeforeAfter.tsx';

const byName = (q: string) => ({ q });

const filters = [
  <ReferenceInput
    key="agent"
    source="agentId"
    reference="agents"
    alwaysOn
    sort={{ field: 'name', order: 'ASC' }}
  >
    <AutocompleteInput optionText="name" filterToQuery={byName} sx={{ minWidth: 180 }} />
  </ReferenceInput>,
  <TextInput key="action" source="action" alwaysOn />,
  <ReferenceInput
    key="case"
    source="caseId"
    reference="cases"
    alwaysOn
    sort={{ field: 'openedAt', order: 'DESC' }}
  >
    <AutocompleteInput optionText="reference" filterToQuery={byName} sx={{ minWidth: 160 }} />
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

/** Who did what, when and from where; opened, what was before and after. */
export function AuditList() {
  const t = useTranslate();
  return (
    <List<AuditEventView>
      title={t('resources.audit-events.name', { smart_count: 2 })}
      sort={{ field: 'at', order: 'DESC' }}
      filters={filters}
      empty={false}
      exporter={false}
      perPage={50}
    >
      <Events />
    </List>
  );
}

function Events() {
  const t = useTranslate();
  const small = useMediaQuery(useTheme().breakpoints.down('md'));
  const hidden = small ? ['address', 'origin', 'caseReference', 'outcome'] : [];
  return (
    <TableContainer>
      <DataTable<AuditEventView>
        key={small ? 'small' : 'large'}
        rowClick="expand"
        expand={BeforeAfter}
        bulkActionButtons={false}
        hiddenColumns={hidden}
      >
        <DataTable.Col<AuditEventView> source="at" render={(each) => <TimeText at={each.at} exact />} />
        <DataTable.Col<AuditEventView> source="actorName" disableSort />
        <DataTable.Col<AuditEventView>
          source="action"
          disableSort
          render={(each) => wordAction(t, each.action)}
        />
        <DataTable.Col<AuditEventView>
          source="outcome"
          disableSort
          render={(each) => (
            <Chip
              size="small"
              variant="outlined"
              color={each.outcome === 'refused' ? 'warning' : 'default'}
              label={t(`relink.enums.eventOutcome.${each.outcome}`)}
            />
          )}
        />
        <DataTable.Col<AuditEventView> source="caseReference" disableSort />
        <DataTable.Col<AuditEventView> source="origin" disableSort />
        <DataTable.Col<AuditEventView> source="address" disableSort />
      </DataTable>
    </TableContainer>
  );
}
