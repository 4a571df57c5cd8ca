import type { AccountPage } from '@relink/contract';
import { Box, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Facts } from '../../app/Facts.tsx';
import { Panel } from '../../app/Panel.tsx';
import { languageName } from '../../app/say/index.ts';
import { Holdings } from './Holdings.tsx';
import { Orders } from './Orders.tsx';

type Opened = NonNullable<AccountPage['opened']>;

/** Everything a verified caller's agent may see. */
export function OpenedAccount({ opened }: { opened: Opened }) {
  const t = useTranslate();
  return (
    <>
      <Panel title={t('relink.accounts.name')}>
        <Facts
          of={[
            [t('relink.accounts.name'), `${opened.firstName} ${opened.lastName}`.trim()],
            [t('relink.accounts.language'), languageName(opened.language)],
            [t('relink.accounts.note'), opened.note],
          ]}
        />
      </Panel>
      <Panel title={t('relink.accounts.holdings')}>
        <Holdings holdings={opened.holdings} />
      </Panel>
      <Panel title={t('relink.accounts.addresses')}>
        {opened.addresses.length === 0 ? t('relink.accounts.noAddresses') : null}
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))' }}>
          {opened.addresses.map((address) => (
            <Address key={JSON.stringify(address)} address={address} />
          ))}
        </Box>
      </Panel>
      <Panel title={t('relink.accounts.ordersTitle')}>
        {opened.orders.length === 0 ? t('relink.accounts.noOrders') : <Orders orders={opened.orders} />}
      </Panel>
    </>
  );
}

function Address({ address }: { address: Opened['addresses'][number] }) {
  const place = [address.postcode, address.city].filter(Boolean).join(' ');
  const lines = [address.name, address.line1, address.line2, place, address.province, address.country];
  return (
    <Typography component="address" variant="body2" sx={{ fontStyle: 'normal' }}>
      {lines.filter(Boolean).map((text, index) => (
        <Box key={`${index}${text}`}>{text}</Box>
      ))}
    </Typography>
  );
}
