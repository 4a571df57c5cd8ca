import type { CaseSummary } from '@relink/contract';
import { Box, Typography, useMediaQuery, useTheme } from '@mui/material';
import { DataTable, List, SimpleList, TopToolbar, useListContext, useTranslate } from 'react-admin';
import { ListPagination, ListRows, ListTools } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { CaseFilters } from './CaseFilters.tsx';
import { CaseStateChip } from './CaseStateChip.tsx';
import { OpenCaseButton } from './OpenCaseButton.tsx';
import { TakeFromQueue } from './TakeButton.tsx';

/** The cases: one's own first. */
export function CaseList() {
  const t = useTranslate();
  return (
    <List<CaseSummary>
      title={t('resources.cases.name', { smart_count: 2 })}
      sort={{ field: 'updatedAt', order: 'DESC' }}
      filterDefaultValues={{ mine: true }}
      actions={
        <TopToolbar sx={{ flexGrow: 1, flexWrap: 'wrap', justifyContent: 'space-between' }}>
          <CaseFilters />
          <ListTools columns />
          <OpenCaseButton />
        </TopToolbar>
      }
      empty={false}
      exporter={false}
      perPage={25}
      pagination={<ListPagination />}
    >
      <CaseRowsOrNone />
    </List>
  );
}

/** Where there is no case: which kind of none, and the next step. */
function CaseRowsOrNone() {
  const t = useTranslate();
  const filters = useListContext().filterValues as { mine?: boolean; due?: boolean; queue?: string };
  const which = filters.queue ? 'callBacks' : filters.due ? 'due' : filters.mine ? 'mine' : 'cases';
  return (
    <ListRows empty={t(`relink.lists.empty.${which}`)} opens={['mine', 'due', 'queue']}>
      <CaseRows />
    </ListRows>
  );
}

function CaseRows() {
  const t = useTranslate();
  const small = useMediaQuery(useTheme().breakpoints.down('md'));
  if (small) {
    return (
      <SimpleList<CaseSummary>
        rowClick="show"
        primaryText={(each) => <Reference of={each.reference} />}
        secondaryText={(each) =>
          [t(`relink.enums.caseState.${each.state}`), each.agentName ?? each.callBack?.maskedPhone]
            .filter(Boolean)
            .join(' · ')
        }
        tertiaryText={(each) => <TimeText at={each.updatedAt} />}
      />
    );
  }
  return (
    <DataTable<CaseSummary> rowClick="show" bulkActionButtons={false}>
      <DataTable.Col<CaseSummary>
        source="reference"
        render={(each) => (
          <RowLink to={`/cases/${each.id}/show`}>
            <Reference of={each.reference} />
          </RowLink>
        )}
      />
      <DataTable.Col<CaseSummary> source="state" render={(each) => <CaseStateChip of={each} />} />
      <DataTable.Col<CaseSummary>
        source="channel"
        render={(each) => t(`relink.enums.channel.${each.channel}`)}
      />
      <DataTable.Col<CaseSummary> source="ticket" disableSort />
      <DataTable.Col<CaseSummary>
        source="agentName"
        disableSort
        render={(each) => (each.agentId === null ? <Waiting of={each} /> : each.agentName)}
      />
      <DataTable.Col<CaseSummary>
        source="dueAt"
        render={(each) => (each.dueAt ? <TimeText at={each.dueAt} /> : null)}
      />
      <DataTable.Col<CaseSummary> source="openedAt" render={(each) => <TimeText at={each.openedAt} />} />
      <DataTable.Col<CaseSummary> source="updatedAt" render={(each) => <TimeText at={each.updatedAt} />} />
    </DataTable>
  );
}

/** A call-back that nobody has taken: the number in part, when the customer wants the call, and the way to take it. */
function Waiting({ of }: { of: CaseSummary }) {
  const t = useTranslate();
  const wishedAt = of.callBack?.wishedAt;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <TakeFromQueue of={of} />
      <Typography component="span" variant="body2">
        {of.callBack?.maskedPhone} · {wishedAt ? <TimeText at={wishedAt} /> : t('relink.cases.asSoonAs')}
      </Typography>
    </Box>
  );
}

function Reference({ of }: { of: string }) {
  return (
    <Typography component="span" sx={{ fontFamily: 'ui-monospace, monospace', fontWeight: 700 }}>
      {of}
    </Typography>
  );
}
