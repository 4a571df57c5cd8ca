import type { Policy } from '../policy/policy.ts';

/** What is on an account that a thief could want. `totals` are in the currency's main unit, by ISO 4217 code. */
export type AccountWorth = {
  readonly orderCount: number;
  readonly hasBalance: boolean;
  readonly hasSubscription: boolean;
  readonly totals: readonly { readonly currency: string; readonly total: number }[];
};

/**
 * Whether an account is worth more than the policy's threshold: by its number of orders, by what they came to in one
 * currency, or because it carries a balance or a subscription. Orders in a currency that the policy does not name count
 * as high: nobody said how little is little there. Source: DESIGN, Evidence policy.
 */
export function isOfHighValue(worth: AccountWorth, { numbers, rules }: Policy): boolean {
  if (worth.hasBalance || worth.hasSubscription) return true;
  if (worth.orderCount >= numbers.highValue.orders) return true;
  return worth.totals.some(({ currency, total }) => {
    const threshold = Object.hasOwn(rules.highValue, currency) ? rules.highValue[currency] : undefined;
    // A total that cannot be read is compared as more than any threshold.
    return threshold === undefined || !(total < threshold);
  });
}
