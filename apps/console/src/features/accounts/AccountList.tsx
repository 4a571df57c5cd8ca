import type { AccountCard } from '@relink/contract';
import { Box, Button, TextField } from '@mui/material';
import { useState } from 'react';
import { List, useListContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { ListPagination } from '../../app/lists/index.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { AccountCardView } from './AccountCardView.tsx';

/** Every account, masked, by whatever the customer says. */
export function AccountList() {
  const t = useTranslate();
  return (
    <List<AccountCard>
      title={t('resources.accounts.name', { smart_count: 2 })}
      sort={{ field: 'id', order: 'ASC' }}
      actions={false}
      empty={false}
      exporter={false}
      perPage={25}
      component="div"
      pagination={<ListPagination />}
    >
      <SearchField />
      <Cards />
    </List>
  );
}

function SearchField() {
  const t = useTranslate();
  const list = useListContext();
  const filters = list.filterValues as { q?: string };
  const [typed, setTyped] = useState(filters.q ?? '');
  return (
    <Box
      component="form"
      role="search"
      sx={{ maxWidth: 560, py: 2 }}
      onSubmit={(event) => {
        event.preventDefault();
        list.setFilters(typed.trim() ? { q: typed.trim() } : {}, undefined, true);
      }}
    >
      <TextField
        type="search"
        margin="none"
        autoComplete="off"
        label={t('relink.accounts.searchAccounts')}
        helperText={`${t('relink.accounts.findHelp')} ${t('relink.accounts.type')}`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </Box>
  );
}

function Cards() {
  const t = useTranslate();
  const { data, error, isPending } = useListContext<AccountCard>();
  if (isPending || error) return <Waiting error={error} />;
  if (data.length === 0) return <Box sx={{ py: 2 }}>{t('relink.accounts.nobody')}</Box>;
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(340px, 100%), 1fr))',
        alignItems: 'stretch',
      }}
    >
      {data.map((account) => (
        <AccountCardView key={account.id} account={account} headingLevel="h2">
          <Button size="small" component={RouterLink} to={`/accounts/${account.id}/show`} sx={{ mt: 1 }}>
            {t('relink.accounts.openPage')}
          </Button>
        </AccountCardView>
      ))}
    </Box>
  );
}
