import type { AccountCard } from '@relink/contract';
import type { TranslateFunction } from 'react-admin';

type Counted = Pick<AccountCard, 'orderCount' | 'firstOrderYear' | 'lastOrderYear' | 'beganYear'>;

/** How many orders an account has and from which years, and since when it is one, as is shown before verification. */
export function orderYears(account: Counted, t: TranslateFunction): string {
  const { orderCount, firstOrderYear, lastOrderYear, beganYear } = account;
  const orders =
    orderCount === 0
      ? t('relink.accounts.noOrders')
      : t('relink.accounts.orders', { smart_count: orderCount });
  const years = [...new Set([firstOrderYear, lastOrderYear])].filter((year) => year !== null).join('–');
  const bought = years ? t('relink.accounts.ordersIn', { orders, years }) : orders;
  return [bought, beganYear === null ? '' : t('relink.accounts.began', { year: beganYear })]
    .filter(Boolean)
    .join(' · ');
}
