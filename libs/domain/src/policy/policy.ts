import type { Assurance } from '../verification/index.ts';
import { NUMBERS } from './numbers.ts';

export const POLICY_PRESETS = ['standard', 'strict'] as const;
export type PolicyPreset = (typeof POLICY_PRESETS)[number];

type Widened<T> = { readonly [K in keyof T]: T[K] extends number ? number : Widened<T[K]> };

/** The numbers of a policy: the same names as NUMBERS, any values. */
export type PolicyNumbers = Widened<typeof NUMBERS>;

/** One way to reach an assurance: everything named must be there. */
export type AssuranceRule = {
  readonly level: Exclude<Assurance, 'none'>;
  /** An enough round of at least `minimumKinds` kinds. */
  readonly round: boolean;
  /** Possessions, counted by different methods. */
  readonly possessions: 0 | 1 | 2;
  readonly document: boolean;
  /** Where the only possession is an SMS, the round must hold last_order and one more kind. */
  readonly smsAloneNeedsLastOrder: boolean;
};

/** What a policy allows that is no number. */
export type PolicyRules = {
  /** Whether a code may be read aloud to an agent. Source: DESIGN, Evidence policy. */
  readonly spokenCodes: boolean;
  /**
   * What the orders of an account must come to, by currency (ISO 4217), for it to be of high value. An account with
   * orders in a currency that is not named is of high value.
   */
  readonly highValue: Readonly<Record<string, number>>;
};

/** The rules in force; every decision records the version it was made under. */
export type Policy = {
  readonly version: number;
  readonly preset: PolicyPreset;
  readonly numbers: PolicyNumbers;
  readonly rules: PolicyRules;
  /** Every way up, in any order: the highest one fulfilled counts. Source: DESIGN, Evidence policy. */
  readonly assurance: readonly AssuranceRule[];
};

const HIGH_VALUE = { USD: 500, EUR: 500, GBP: 400, SEK: 5_000, INR: 40_000, IDR: 8_000_000, CNY: 3_500 };

/** What a desk starts with. */
export const STANDARD_POLICY: Policy = {
  version: 1,
  preset: 'standard',
  numbers: NUMBERS,
  rules: { spokenCodes: true, highValue: HIGH_VALUE },
  assurance: [
    { level: 'identified', round: true, possessions: 0, document: false, smsAloneNeedsLastOrder: false },
    { level: 'verified', round: true, possessions: 1, document: false, smsAloneNeedsLastOrder: true },
    { level: 'strong', round: false, possessions: 2, document: false, smsAloneNeedsLastOrder: false },
    { level: 'strong', round: false, possessions: 1, document: true, smsAloneNeedsLastOrder: false },
  ],
};

/** Knowledge weighs nothing: the view of NIST SP 800-63B-4. */
export const STRICT_POLICY: Policy = {
  version: 1,
  preset: 'strict',
  numbers: NUMBERS,
  rules: { spokenCodes: false, highValue: HIGH_VALUE },
  assurance: [
    { level: 'verified', round: false, possessions: 2, document: false, smsAloneNeedsLastOrder: false },
    { level: 'strong', round: false, possessions: 2, document: true, smsAloneNeedsLastOrder: false },
  ],
};

/** The policy each preset stands for. */
export const POLICIES: Readonly<Record<PolicyPreset, Policy>> = {
  standard: STANDARD_POLICY,
  strict: STRICT_POLICY,
};

/** A policy in force, as it is stored: a preset's ways up, under numbers of its own and rules over the preset's. */
export function policyOf(
  stored: Pick<Policy, 'version' | 'preset' | 'numbers'> & { readonly rules?: Partial<PolicyRules> },
): Policy {
  const { version, preset, numbers, rules } = stored;
  const { assurance, rules: presetRules } = POLICIES[preset];
  return { version, preset, numbers, rules: { ...presetRules, ...rules }, assurance };
}
