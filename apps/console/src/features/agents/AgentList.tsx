import type { AgentView } from '@relink/contract';
import { AGENT_ROLES } from '@relink/domain';
import AddIcon from '@mui/icons-material/Add';
import { Button, useMediaQuery, useTheme } from '@mui/material';
import { DataTable, List, SearchInput, SelectInput, SimpleList, TopToolbar, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { ListPagination, ListRows, ListTools } from '../../app/lists/index.ts';
import { WaitingRecoveries } from './Recoveries.tsx';
import { RowLink } from '../../app/RowLink.tsx';
import { TimeText } from '../../app/time.tsx';
import { usePermitted } from '../../app/useMe.ts';
import { SignInChip } from './SignInChip.tsx';

/** Everybody who can sign in to the desk: an admin changes them, a supervisor looks. */
export function AgentList() {
  const t = useTranslate();
  const mayManage = usePermitted('agents.manage');
  const roles = AGENT_ROLES.map((id) => ({ id, name: t(`relink.enums.role.${id}`) }));
  return (
    <>
      {mayManage ? <WaitingRecoveries /> : null}
      <List<AgentView>
        title={t('resources.agents.name', { smart_count: 2 })}
        sort={{ field: 'name', order: 'ASC' }}
        filters={[
          <SearchInput key="q" source="q" alwaysOn />,
          <SelectInput key="role" source="role" choices={roles} alwaysOn translateChoice={false} />,
        ]}
        actions={
          <TopToolbar>
            <ListTools columns />
            {mayManage ? (
              <Button variant="contained" startIcon={<AddIcon />} component={RouterLink} to="/agents/create">
                {t('relink.agents.new')}
              </Button>
            ) : null}
          </TopToolbar>
        }
        empty={false}
        exporter={false}
        perPage={25}
        pagination={<ListPagination />}
      >
        <ListRows empty={t('relink.lists.empty.agents')}>
          <AgentRows />
        </ListRows>
      </List>
    </>
  );
}

function AgentRows() {
  const t = useTranslate();
  const mayManage = usePermitted('agents.manage');
  const page = mayManage ? 'edit' : 'show';
  const small = useMediaQuery(useTheme().breakpoints.down('md'));
  if (small) {
    return (
      <SimpleList<AgentView>
        rowClick={page}
        primaryText={(each) => each.name}
        secondaryText={(each) => each.username}
        tertiaryText={(each) => t(`relink.enums.role.${each.role}`)}
      />
    );
  }
  return (
    <DataTable<AgentView> rowClick={page} bulkActionButtons={false}>
      <DataTable.Col<AgentView>
        source="name"
        render={(each) => <RowLink to={`/agents/${each.id}${mayManage ? '' : '/show'}`}>{each.name}</RowLink>}
      />
      <DataTable.Col<AgentView> source="username" />
      <DataTable.Col<AgentView> source="role" render={(each) => t(`relink.enums.role.${each.role}`)} />
      <DataTable.Col<AgentView>
        source="disabled"
        label="relink.agents.signIn"
        disableSort
        render={(each) => <SignInChip disabled={each.disabled} />}
      />
      {mayManage ? <DataTable.Col<AgentView> source="factors" disableSort /> : null}
      <DataTable.Col<AgentView> source="createdAt" render={(each) => <TimeText at={each.createdAt} />} />
    </DataTable>
  );
}
