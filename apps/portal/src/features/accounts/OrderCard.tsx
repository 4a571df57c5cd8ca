import type { OrderView } from '@relink/contract';
import { useId } from 'react';
import { count, day, money } from '../../language/formats.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { orderStatusText } from './order-status.ts';

/** One order: number, day, what became of it, items and total. */
export function OrderCard({ order }: { order: OrderView }) {
  const { text, has, locale } = useSpeech();
  const id = useId();
  const statuses = [order.financialStatus, order.fulfillmentStatus].filter((status) => status !== '');

  return (
    <article className="order" aria-labelledby={id}>
      <h2 id={id}>{text('orders.order', { number: order.number })}</h2>
      <p>
        <time dateTime={order.placedAt}>{text('orders.placed', { date: day(order.placedAt, locale) })}</time>
      </p>
      {statuses.length > 0 && (
        <p className="statuses">
          {statuses.map((status) => {
            const key = orderStatusText(status, has);
            return <span key={status}>{key ? text(key) : status.replace(/_/g, ' ')}</span>;
          })}
        </p>
      )}
      <ul className="items" aria-label={text('orders.items')}>
        {order.items.map((item, index) => (
          <li key={index}>
            <span>
              {count(item.quantity, locale)} × <bdi>{item.name}</bdi>
            </span>
            <span className="amount">
              {item.quantity === 1
                ? money(item.price, order.currency, locale)
                : text('orders.each', { price: money(item.price, order.currency, locale) })}
            </span>
          </li>
        ))}
      </ul>
      <p className="total">
        <span>{text('orders.total')}</span>
        <strong className="amount">{money(order.total, order.currency, locale)}</strong>
      </p>
    </article>
  );
}
