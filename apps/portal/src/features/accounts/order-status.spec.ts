import { en } from '../../language/en/en.ts';
import type { TextKey } from '../../language/texts.ts';
import { orderStatusText } from './order-status.ts';

const has = (key: string): key is TextKey => key in en;

describe('what became of an order', () => {
  it.each(['paid', 'PAID', ' partially_refunded ', 'unfulfilled'])('has a word for %j', (status) =>
    expect(orderStatusText(status, has)).toBe(`status.${status.trim().toLowerCase()}`),
  );

  it.each(['', 'on_hold', 'toString'])('has none for %j', (status) =>
    expect(orderStatusText(status, has)).toBeUndefined(),
  );
});
