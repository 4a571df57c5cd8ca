import type { ImportView } from '@relink/contract';
import { Button, Chip, type ChipProps, useMediaQuery, useTheme } from '@mui/material';
import { DataTable, List, SimpleList, TopToolbar, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { ListPagination, ListRows, ListTools } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { UploadButton } from './UploadButton.tsx';

/** The exports that were loaded, the latest first. */
export function ImportList() {
  const t = useTranslate();
  return (
    <List<ImportView>
      title={t('resources.imports.name', { smart_count: 2 })}
      sort={{ field: 'createdAt', order: 'DESC' }}
      queryOptions={{ refetchInterval: 5_000 }}
      actions={
        <TopToolbar>
          <ListTools columns filters={false} />
          <Button component={RouterLink} to="/import-mappings">
            {t('relink.importMappings.open')}
          </Button>
          <UploadButton />
        </TopToolbar>
      }
      empty={false}
      exporter={false}
      perPage={25}
      pagination={<ListPagination />}
    >
      <ListRows empty={t('relink.lists.empty.imports')}>
        <ImportRows />
      </ListRows>
    </List>
  );
}

const counts = ['read', 'created', 'updated', 'unchanged', 'differing', 'warned', 'refused'] as const;

function ImportRows() {
  const t = useTranslate();
  const small = useMediaQuery(useTheme().breakpoints.down('md'));
  const kind = (each: ImportView) =>
    each.mapping ?? (each.kind ? t(`relink.enums.importKind.${each.kind}`) : t('relink.imports.kindUnknown'));
  if (small) {
    return (
      <SimpleList<ImportView>
        rowClick="show"
        primaryText={(each) => each.fileName}
        secondaryText={(each) => `${kind(each)}, ${t('relink.imports.rows', { smart_count: each.read })}`}
        tertiaryText={(each) => t(`relink.enums.importState.${each.state}`)}
      />
    );
  }
  return (
    <DataTable<ImportView> rowClick="show" bulkActionButtons={false}>
      <DataTable.Col<ImportView> source="createdAt" render={(each) => <TimeText at={each.createdAt} />} />
      <DataTable.Col<ImportView>
        source="fileName"
        disableSort
        render={(each) => <RowLink to={`/imports/${each.id}/show`}>{each.fileName}</RowLink>}
        cellSx={() => ({ overflowWrap: 'anywhere', minWidth: 140 })}
      />
      <DataTable.Col<ImportView> source="kind" disableSort render={kind} />
      <DataTable.Col<ImportView>
        source="state"
        disableSort
        render={(each) => <ImportState of={each.state} />}
      />
      {counts.map((count) => (
        <DataTable.NumberCol<ImportView> key={count} source={count} disableSort />
      ))}
    </DataTable>
  );
}

const colors: Record<ImportView['state'], ChipProps['color']> = {
  queued: 'default',
  running: 'info',
  finished: 'success',
  failed: 'error',
};

export function ImportState({ of }: { of: ImportView['state'] }) {
  const t = useTranslate();
  return (
    <Chip size="small" variant="outlined" color={colors[of]} label={t(`relink.enums.importState.${of}`)} />
  );
}
