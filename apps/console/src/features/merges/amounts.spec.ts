import { showAmount, showCount, showMoney } from './amounts.ts';

describe('sums on the merge page', () => {
  it.each([
    ['0', '0.00'],
    ['12.5', '12.50'],
    ['1250.00', '1,250.00'],
    ['123456789012345.67', '123,456,789,012,345.67'],
    ['-20.00', '-20.00'],
  ])('shows %s as %s', (amount, shown) => {
    expect(showAmount(amount)).toBe(shown);
  });

  it('shows what is no amount as it is', () => {
    expect(showAmount('•••')).toBe('•••');
  });

  it('names the currency, and parts thousands', () => {
    expect(showMoney({ amount: '5', currency: 'EUR' })).toBe('5.00 EUR');
    expect(showCount(1250)).toBe('1,250');
  });
});
