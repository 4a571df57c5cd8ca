import { orderStatusText } from './order-status.ts';

describe('what became of an order', () => {
  it.each(['paid', 'PAID', ' partially_refunded ', 'unfulfilled'])('has a word for %j', (status) =>
    expect(orderStatusText(status)).toBe(`status.${status.trim().toLowerCase()}`),
  );

  it.each(['', 'on_hold', 'toString'])('has none for %j', (status) =>
    expect(orderStatusText(status)).toBeUndefined(),
  );
});
