import type { ImportMappingView } from '@relink/contract';
import AddIcon from '@mui/icons-material/Add';
import { Button, Typography, useMediaQuery, useTheme } from '@mui/material';
import {
  DataTable,
  List,
  SearchInput,
  SimpleList,
  TopToolbar,
  useListContext,
  useTranslate,
} from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { ListPagination, ListTools } from '../../app/lists/index.ts';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';

/** The mappings in use, by name. */
export function MappingList() {
  const t = useTranslate();
  return (
    <List<ImportMappingView>
      title={t('relink.importMappings.list')}
      sort={{ field: 'name', order: 'ASC' }}
      filters={[<SearchInput key="q" source="q" alwaysOn placeholder={t('relink.importMappings.search')} />]}
      actions={
        <TopToolbar>
          <ListTools columns filters={false} />
          <Button
            variant="contained"
            startIcon={<AddIcon />}
            component={RouterLink}
            to="/import-mappings/create"
          >
            {t('relink.importMappings.create')}
          </Button>
        </TopToolbar>
      }
      empty={false}
      exporter={false}
      perPage={25}
      pagination={<ListPagination />}
    >
      <MappingRows />
    </List>
  );
}

function MappingRows() {
  const t = useTranslate();
  const small = useMediaQuery(useTheme().breakpoints.down('md'));
  const { total, filterValues } = useListContext<ImportMappingView>() as {
    total?: number;
    filterValues: object;
  };
  const searched = Object.keys(filterValues).length > 0;
  const kind = ({ definition }: ImportMappingView) =>
    t(`relink.importMappings.recordKinds.${definition.records}`);
  const used = ({ definition }: ImportMappingView) => Object.keys(definition.columns).length;
  if (total === 0)
    return (
      <Typography sx={{ p: 2 }}>
        {t(`relink.importMappings.${searched ? 'emptySearch' : 'empty'}`)}
      </Typography>
    );
  if (small)
    return (
      <SimpleList<ImportMappingView>
        rowClick="edit"
        primaryText={(each) => each.name}
        secondaryText={(each) =>
          `${kind(each)}, ${t('relink.importMappings.columnsUsed', { smart_count: used(each) })}`
        }
        sx={{ overflowWrap: 'anywhere' }}
      />
    );
  return (
    <DataTable<ImportMappingView> rowClick="edit" bulkActionButtons={false}>
      <DataTable.Col<ImportMappingView>
        source="name"
        label="relink.importMappings.name"
        render={(each) => <RowLink to={`/import-mappings/${each.id}`}>{each.name}</RowLink>}
        cellSx={() => ({ overflowWrap: 'anywhere', minWidth: 160 })}
      />
      <DataTable.Col<ImportMappingView> label="relink.importMappings.kind" render={kind} />
      <DataTable.NumberCol<ImportMappingView>
        source="header"
        disableSort
        label="relink.importMappings.columns"
        render={used}
      />
      <DataTable.Col<ImportMappingView>
        source="updatedAt"
        label="relink.importMappings.changed"
        render={(each) => <TimeText at={each.updatedAt} />}
      />
    </DataTable>
  );
}
