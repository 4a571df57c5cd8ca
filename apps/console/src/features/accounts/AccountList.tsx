import type { AccountCard } from '@relink/contract';
import { Box, Button, TextField } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { List, useListContext, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { ListPagination } from '../../app/lists/index.ts';
import { Waiting } from '../../app/Waiting.tsx';
import { codeOf } from '../../app/request.ts';
import { AccountCardView } from './AccountCardView.tsx';
import { SearchesLeft } from './SearchesLeft.tsx';
import { type Details, detailsFor, SecondDetail } from './SecondDetail.tsx';

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
      // The page itself says why nobody is shown: once is enough.
      queryOptions={{ onError: () => undefined }}
    >
      <SearchField />
      <Left />
      <Cards />
    </List>
  );
}

function SearchField() {
  const t = useTranslate();
  const list = useListContext();
  const { q = '', ...asked } = list.filterValues as Details & { q?: string };
  const [typed, setTyped] = useState(q);
  const [details, setDetails] = useState<Details>(asked);
  const detail = useRef<HTMLInputElement>(null);
  const detailNeeded = codeOf(list.error) === 'second-detail-needed';
  useEffect(() => {
    if (detailNeeded) detail.current?.focus();
  }, [detailNeeded, q]);
  return (
    <Box
      component="form"
      role="search"
      sx={{ maxWidth: 560, py: 2 }}
      onSubmit={(event) => {
        event.preventDefault();
        const filter = { q: typed.trim(), ...detailsFor(typed, details) };
        list.setFilters(filter.q ? filter : {}, undefined, true);
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
      <SecondDetail typed={typed} details={details} onChange={setDetails} first={detail} />
      <Button type="submit" variant="contained" sx={{ mt: 1.5, minHeight: 40 }}>
        {t('relink.accounts.search')}
      </Button>
    </Box>
  );
}

function Left() {
  const { data } = useListContext<AccountCard>();
  return data ? <SearchesLeft after={data} /> : null;
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
