import type { AuditEventView } from '@relink/contract';
import { AutocompleteInput, DateTimeInput, List, ReferenceInput, TextInput, useTranslate } from 'react-admin';
import { AuditTable } from './AuditTable.tsx';

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
    <AutocompleteInput optionText="reference" filterToQuery={byName} sx={{ minWidth: 210 }} />
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
      actions={false}
      empty={false}
      exporter={false}
      perPage={50}
    >
      <AuditTable />
    </List>
  );
}
