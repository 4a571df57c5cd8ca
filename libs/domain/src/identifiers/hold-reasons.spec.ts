import * as fc from 'fast-check';
import { aPhone, anEmail, daysAgo, NOW } from '../fixtures/facts.fixture.ts';
import { STANDARD_POLICY } from '../policy/policy.ts';
import { type AccountWorth, isOfHighValue } from './high-value.ts';
import { type HoldInput, holdReasons } from './hold-reasons.ts';

const policy = STANDARD_POLICY;
const RICH: AccountWorth = {
  orderCount: 2,
  hasBalance: false,
  hasSubscription: false,
  totals: [{ currency: 'INR', total: 90_000 }],
};
const POOR: AccountWorth = { ...RICH, totals: [{ currency: 'INR', total: 900 }] };

function input(facts: Partial<HoldInput> = {}): HoldInput {
  return {
    identifiers: [aPhone()],
    worth: RICH,
    simSwaps: [],
    newValues: ['new@example.org'],
    now: NOW,
    policy,
    ...facts,
  };
}

describe('why a confirmed change waits', () => {
  it('is that nobody else could be warned of what a thief could want', () => {
    expect(holdReasons(input())).toEqual(['nobody-else-to-warn']);
    expect(holdReasons(input({ worth: POOR }))).toEqual([]);
    expect(holdReasons(input({ identifiers: [aPhone(), anEmail()] }))).toEqual([]);
  });

  it('is not cured by a contact that came lately, cannot be reached, or is the new value itself', () => {
    const others = [
      anEmail({ linkedSince: daysAgo(1) }),
      anEmail({ undeliverableAt: daysAgo(1) }),
      anEmail({ normalised: 'new@example.org' }),
      anEmail({ normalised: aPhone().normalised, kind: 'phone', use: 'contact' }),
      anEmail({ state: 'pending' }),
    ];
    for (const other of others)
      expect(holdReasons(input({ identifiers: [aPhone(), other] }))).toEqual(['nobody-else-to-warn']);
  });

  it('is a number whose SIM was swapped lately, however little is at stake', () => {
    const warned = { worth: POOR, identifiers: [aPhone(), anEmail()] };
    expect(holdReasons(input({ ...warned, simSwaps: ['unknown', 'risk'] }))).toEqual(['sim-swap-risk']);
    expect(holdReasons(input({ ...warned, simSwaps: ['unknown', 'safe'] }))).toEqual([]);
  });

  it('is that only a document stood for the caller, whoever else was warned', () => {
    const warned = { worth: POOR, identifiers: [aPhone(), anEmail()] };
    expect(holdReasons(input({ ...warned, documentOnly: true }))).toEqual(['document-only']);
  });

  it('never goes away by more contacts that are fresh, nor by more orders', () => {
    fc.assert(
      fc.property(
        fc.array(fc.emailAddress(), { maxLength: 5 }),
        fc.array(fc.record({ currency: fc.constantFrom('INR', 'USD', 'XAU'), total: fc.nat() }), {
          maxLength: 4,
        }),
        fc.nat({ max: 100 }),
        (emails, totals, orders) => {
          const fresh = emails.map((normalised, index) =>
            anEmail({ id: `fresh-${String(index)}`, normalised, linkedSince: daysAgo(2) }),
          );
          const worth = {
            ...RICH,
            orderCount: RICH.orderCount + orders,
            totals: [...RICH.totals, ...totals],
          };
          expect(holdReasons(input({ identifiers: [aPhone(), ...fresh], worth }))).toContain(
            'nobody-else-to-warn',
          );
        },
      ),
    );
  });
});

describe('an account of high value', () => {
  it('is one by its orders, by a balance or a subscription, or by a currency that nobody named', () => {
    expect(isOfHighValue({ ...POOR, orderCount: policy.numbers.highValue.orders }, policy)).toBe(true);
    expect(isOfHighValue({ ...POOR, hasBalance: true }, policy)).toBe(true);
    expect(isOfHighValue({ ...POOR, hasSubscription: true }, policy)).toBe(true);
    for (const currency of ['XAU', '', 'toString', '__proto__'])
      expect(isOfHighValue({ ...POOR, totals: [{ currency, total: 0 }] }, policy)).toBe(true);
    expect(isOfHighValue({ ...POOR, totals: [{ currency: 'INR', total: Number.NaN }] }, policy)).toBe(true);
  });

  it('is not one just below every threshold, and is one at any of them', () => {
    for (const [currency, threshold] of Object.entries(policy.rules.highValue)) {
      expect(isOfHighValue({ ...POOR, totals: [{ currency, total: threshold - 0.01 }] }, policy)).toBe(false);
      expect(isOfHighValue({ ...POOR, totals: [{ currency, total: threshold }] }, policy)).toBe(true);
    }
  });
});
