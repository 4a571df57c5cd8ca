import type { MessageView } from '@relink/contract';
import { MESSAGE_CHANNELS, MESSAGE_STATES, messageLanguage } from '@relink/domain';
import { Chip, type ChipProps, Typography, useMediaQuery, useTheme } from '@mui/material';
import { DataTable, List, SelectInput, SimpleList, TopToolbar, useTranslate } from 'react-admin';
import { ListPagination, ListRows, ListTools } from '../../app/lists/index.ts';
import { TimeText } from '../../app/time.tsx';

const colors: Record<MessageView['state'], ChipProps['color']> = {
  waiting: 'default',
  'handed-over': 'info',
  delivered: 'success',
  bounced: 'error',
  failed: 'error',
  expired: 'warning',
};

/** What was sent, masked: never a code, a link or a body. */
export function MessageList() {
  const t = useTranslate();
  const states = MESSAGE_STATES.map((id) => ({ id, name: t(`relink.enums.messageState.${id}`) }));
  const channels = MESSAGE_CHANNELS.map((id) => ({ id, name: t(`relink.enums.messageChannel.${id}`) }));
  return (
    <List<MessageView>
      title={t('resources.messages.name', { smart_count: 2 })}
      sort={{ field: 'createdAt', order: 'DESC' }}
      filters={[
        <SelectInput key="state" source="state" choices={states} alwaysOn translateChoice={false} />,
        <SelectInput key="channel" source="channel" choices={channels} alwaysOn translateChoice={false} />,
      ]}
      actions={
        <TopToolbar>
          <ListTools columns />
        </TopToolbar>
      }
      empty={false}
      exporter={false}
      perPage={25}
      pagination={<ListPagination />}
    >
      <ListRows empty={t('relink.lists.empty.messages')}>
        <MessageRows />
      </ListRows>
    </List>
  );
}

function MessageRows() {
  const t = useTranslate();
  const small = useMediaQuery(useTheme().breakpoints.down('md'));
  const template = (each: MessageView) => t(`relink.enums.template.${each.template}`, { _: each.template });
  if (small) {
    return (
      <SimpleList<MessageView>
        rowClick={false}
        primaryText={template}
        secondaryText={(each) => <State message={each} />}
        tertiaryText={(each) => each.destination}
      />
    );
  }
  return (
    <DataTable<MessageView> rowClick={false} bulkActionButtons={false}>
      <DataTable.Col<MessageView> source="createdAt" render={(each) => <TimeText at={each.createdAt} />} />
      <DataTable.Col<MessageView>
        source="channel"
        render={(each) => t(`relink.enums.messageChannel.${each.channel}`)}
      />
      <DataTable.Col<MessageView> source="template" disableSort render={template} />
      <DataTable.Col<MessageView> source="destination" disableSort />
      <DataTable.Col<MessageView>
        source="language"
        disableSort
        render={(each) => t(`relink.enums.messageLanguage.${messageLanguage(each.language)}`)}
      />
      <DataTable.Col<MessageView> source="state" render={(each) => <State message={each} />} />
      <DataTable.Col<MessageView> source="attempts" disableSort />
      <DataTable.Col<MessageView>
        source="handedOverAt"
        disableSort
        render={(each) => (each.handedOverAt ? <TimeText at={each.handedOverAt} /> : null)}
      />
    </DataTable>
  );
}

function State({ message: { state, lastError } }: { message: MessageView }) {
  const t = useTranslate();
  return (
    <>
      <Chip
        size="small"
        variant="outlined"
        color={colors[state]}
        label={t(`relink.enums.messageState.${state}`)}
      />
      {lastError ? (
        <Typography
          component="span"
          variant="body2"
          color="error"
          sx={{ display: 'block', overflowWrap: 'anywhere' }}
        >
          {lastError}
        </Typography>
      ) : null}
    </>
  );
}
