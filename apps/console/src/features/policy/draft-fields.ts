import type { PolicyVersionView, SetPolicyRequest } from '@relink/contract';
import { EDITABLE_NUMBERS, NUMBERS, POLICIES, type PolicyDraft, type PolicyPreset } from '@relink/domain';

/** What is typed into the form of the next policy, as it is typed. */
export type DraftFields = {
  readonly preset: PolicyPreset;
  /** By path: `code.tries`. */
  readonly numbers: Readonly<Record<string, string>>;
  readonly spokenCodes: boolean;
  readonly highValue: readonly { readonly currency: string; readonly amount: string }[];
  /** A local date and time; empty: at once. */
  readonly from: string;
  readonly reason: string;
};

/** Every number that may be set, with its bounds, in the order of its group. */
export const FIELDS = Object.entries(EDITABLE_NUMBERS).flatMap(([group, names]) =>
  Object.entries<readonly [number, number]>(names).map(([name, [least, most]]) => ({
    group,
    name,
    least,
    most,
  })),
);

type Numbers = Readonly<Record<string, Readonly<Record<string, number>>>>;

function typedNumbers(numbers: Numbers): Record<string, string> {
  return Object.fromEntries(
    FIELDS.map(({ group, name }) => [`${group}.${name}`, String(numbers[group]?.[name] ?? '')]),
  );
}

/** The numbers as the desk is built. */
export function usualNumbers(): Record<string, string> {
  return typedNumbers(NUMBERS);
}

/** The form as it opens: the version that it is written over. */
export function fieldsOf({ preset, numbers, rules }: PolicyVersionView): DraftFields {
  return {
    preset,
    numbers: typedNumbers(numbers),
    spokenCodes: rules.spokenCodes,
    highValue: Object.entries(rules.highValue).map(([currency, amount]) => ({
      currency,
      amount: String(amount),
    })),
    from: '',
    reason: '',
  };
}

/** Another preset brings its own rule for codes read aloud; numbers and thresholds stay. */
export function withPreset(fields: DraftFields, preset: PolicyPreset): DraftFields {
  return { ...fields, preset, spokenCodes: POLICIES[preset].rules.spokenCodes };
}

/** What is typed, as a draft; what is no number is NaN, which the domain refuses by its path. */
export function draftOf(fields: DraftFields): PolicyDraft {
  const numbers: Record<string, Record<string, number>> = {};
  for (const { group, name } of FIELDS)
    (numbers[group] ??= {})[name] = numberOf(fields.numbers[`${group}.${name}`]);
  const highValue = Object.fromEntries(
    fields.highValue.map(({ currency, amount }) => [currency.trim().toUpperCase(), numberOf(amount)]),
  );
  return { preset: fields.preset, numbers, rules: { spokenCodes: fields.spokenCodes, highValue } };
}

/** The request that sets what is typed, over the version that the form opened with. */
export function requestOf(fields: DraftFields, over: number): SetPolicyRequest {
  const { preset, numbers, rules } = draftOf(fields);
  const from = new Date(fields.from);
  return {
    preset,
    numbers: Object.fromEntries(Object.entries(numbers).map(([group, names]) => [group, { ...names }])),
    rules: { ...rules, highValue: { ...rules.highValue } },
    ...(Number.isNaN(from.getTime()) ? {} : { inForceFrom: from.toISOString() }),
    reason: fields.reason.trim(),
    over,
  };
}

function numberOf(typed: string | undefined): number {
  return typed === undefined || typed.trim() === '' ? Number.NaN : Number(typed);
}
