import { NUMBERS } from './numbers.ts';

export const POLICY_PRESETS = ['standard', 'strict'] as const;
export type PolicyPreset = (typeof POLICY_PRESETS)[number];

/** The rules in force; every decision records the version it was made under. */
export type Policy = {
  readonly version: number;
  readonly preset: PolicyPreset;
  readonly numbers: typeof NUMBERS;
};

/** What a desk starts with. */
export const STANDARD_POLICY: Policy = { version: 1, preset: 'standard', numbers: NUMBERS };
