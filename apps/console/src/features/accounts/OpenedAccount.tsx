import type { AccountPage, OrderView } from '@relink/contract';
import {
  Box,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { Facts } from '../../app/Facts.tsx';
import { Panel } from '../../app/Panel.tsx';
import { TimeText } from '../../app/time.tsx';

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
            [t('relink.accounts.language'), opened.language],
            [t('relink.accounts.note'), opened.note],
          ]}
        />
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

function Orders({ orders }: { orders: readonly OrderView[] }) {
  const t = useTranslate();
  const columns = ['order', 'placed', 'items', 'total', 'payment', 'delivery'];
  return (
    <TableContainer tabIndex={0} role="group" aria-label={t('relink.accounts.ordersTitle')}>
      <Table size="small" sx={{ minWidth: 720, overflowWrap: 'normal' }}>
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableCell key={column}>{t(`relink.accounts.${column}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {orders.map((order) => (
            <TableRow key={order.number}>
              <TableCell>{order.number}</TableCell>
              <TableCell>
                <TimeText at={order.placedAt} />
              </TableCell>
              <TableCell>
                {order.items.map((item, index) => (
                  <div key={`${index}${item.name}`}>{`${item.quantity} × ${item.name}`}</div>
                ))}
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{`${order.total} ${order.currency}`}</TableCell>
              <TableCell>{order.financialStatus}</TableCell>
              <TableCell>{order.fulfillmentStatus}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
