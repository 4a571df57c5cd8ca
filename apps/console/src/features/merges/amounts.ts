const whole = new Intl.NumberFormat('en-GB');

/** A count with its thousands apart: `1,250`. */
export function showCount(count: number): string {
  return whole.format(count);
}

/** A decimal text such as `1250.5`, in the main unit of its currency, as `1,250.50`; no digit of it is lost. */
export function showAmount(amount: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!parts) return amount;
  const [, sign = '', units = '', cents = ''] = parts;
  return `${sign}${units.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${cents.padEnd(2, '0')}`;
}

export function showMoney({ amount, currency }: { amount: string; currency: string }): string {
  return `${showAmount(amount)} ${currency}`;
}
