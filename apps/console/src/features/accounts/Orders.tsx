import type { OrderView } from '@relink/contract';
import {
  Box,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
  useMediaQuery,
  useTheme,
} from '@mui/material';
import { useTranslate } from 'react-admin';
import { Facts } from '../../app/Facts.tsx';
import { TimeText } from '../../app/time.tsx';

type Props = { orders: readonly OrderView[] };

/** An account's orders: a table, or one below the other where a table would be cut off. */
export function Orders({ orders }: Props) {
  const small = useMediaQuery(useTheme().breakpoints.down('md'));
  return small ? <Stacked orders={orders} /> : <Rows orders={orders} />;
}

function Stacked({ orders }: Props) {
  const t = useTranslate();
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {orders.map((order) => (
        <Box
          component="li"
          key={order.number}
          sx={{ py: 1.5, '& + &': { borderTop: 1, borderColor: 'divider' } }}
        >
          <Typography component="h3" variant="h3" sx={{ mb: 0.5 }}>
            {order.number}
          </Typography>
          <Facts
            of={[
              [t('relink.accounts.placed'), <TimeText key="placed" at={order.placedAt} />],
              [t('relink.accounts.items'), <Items key="items" of={order} />],
              [t('relink.accounts.total'), total(order)],
              [t('relink.accounts.payment'), order.financialStatus],
              [t('relink.accounts.delivery'), order.fulfillmentStatus],
            ]}
          />
        </Box>
      ))}
    </Box>
  );
}

const columns = ['order', 'placed', 'items', 'total', 'payment', 'delivery'];

function Rows({ orders }: Props) {
  const t = useTranslate();
  return (
    <TableContainer tabIndex={0} role="region" aria-label={t('relink.accounts.ordersTable')}>
      <Table size="small" sx={{ minWidth: 620, overflowWrap: 'normal' }}>
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
                <Items of={order} />
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{total(order)}</TableCell>
              <TableCell>{order.financialStatus}</TableCell>
              <TableCell>{order.fulfillmentStatus}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function Items({ of: { items } }: { of: OrderView }) {
  return items.map((item, index) => (
    <div key={`${index}${item.name}`}>{`${item.quantity} × ${item.name}`}</div>
  ));
}

function total(order: OrderView): string {
  return `${order.total} ${order.currency}`;
}
