import type { AuditEventView } from '@relink/contract';
import { List, useTranslate } from 'react-admin';
import { ListPagination } from '../../app/lists/index.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditTable } from './AuditTable.tsx';

/** Who did what, when and from where; opened, what was before and after. */
export function AuditList() {
  const t = useTranslate();
  return (
    <List<AuditEventView>
      title={t('resources.audit-events.name', { smart_count: 2 })}
      sort={{ field: 'at', order: 'DESC' }}
      actions={<AuditFilters />}
      empty={false}
      exporter={false}
      perPage={50}
      pagination={<ListPagination />}
    >
      <AuditTable />
    </List>
  );
}
