import type { OrderView } from '@relink/contract';
import { useState } from 'react';
import { count } from '../../language/formats.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { OrderCard } from './OrderCard.tsx';

const AT_ONCE = 20;

/** Orders, newest first, a handful at a time so that an old phone is not kept busy. */
export function OrderList({ orders }: { orders: readonly OrderView[] }) {
  const { text, locale } = useSpeech();
  const [shown, setShown] = useState(AT_ONCE);
  const some = orders.slice(0, shown);

  if (orders.length === 0) return <p className="note">{text('orders.empty')}</p>;
  return (
    <>
      <ul className="orders">
        {some.map((order, index) => (
          <li key={index}>
            <OrderCard order={order} />
          </li>
        ))}
      </ul>
      {orders.length > AT_ONCE && (
        <p role="status">
          {text('orders.shown', { shown: count(some.length, locale), all: count(orders.length, locale) })}
        </p>
      )}
      {shown < orders.length && (
        <button type="button" className="button quiet" onClick={() => setShown(shown + AT_ONCE)}>
          {text('orders.more')}
        </button>
      )}
    </>
  );
}
