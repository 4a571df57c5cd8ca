import fc from 'fast-check';
import { looserThanStandard } from './looser.ts';
import { NUMBERS } from './numbers.ts';
import { EDITABLE_NUMBERS, type PolicyDraft } from './policy-draft.ts';
import { STANDARD_POLICY, STRICT_POLICY } from './policy.ts';

const draft = (changes: Partial<PolicyDraft> = {}): PolicyDraft => ({
  preset: 'standard',
  numbers: {},
  rules: STANDARD_POLICY.rules,
  ...changes,
});
const editable = Object.entries(EDITABLE_NUMBERS).flatMap(([group, names]) =>
  Object.keys(names).map((name) => ({ group, name })),
);
const usual = NUMBERS as unknown as Record<string, Record<string, number>>;

describe('what loosens the desk', () => {
  it('is nothing in the standard policy, nor in the strict one', () => {
    expect(looserThanStandard(STANDARD_POLICY)).toEqual([]);
    expect(looserThanStandard(STRICT_POLICY)).toEqual([]);
  });

  it.each([
    ['more tries of a code', 'code', 'tries', 4],
    ['a shorter lock', 'evidence', 'lockHours', 12],
    ['one kind fewer in a round', 'evidence', 'minimumKinds', 1],
    ['fewer days to object', 'hold', 'objectionDays', 3],
    ['a longer idle time', 'agentSession', 'idleMinutes', 30],
    ['an easier password', 'password', 'minimumLength', 8],
  ])('is %s', (_, group, name, value) => {
    expect(looserThanStandard(draft({ numbers: { [group]: { [name]: value } } }))).toEqual([
      `numbers.${group}.${name}`,
    ]);
  });

  it.each([
    ['fewer tries of a code', 'code', 'tries', 2],
    ['a longer lock', 'evidence', 'lockHours', 48],
    ['what is a matter of taste', 'waiting', 'offeredHours', 100],
    ['what was never a number', 'constructor', 'name', 100],
  ])('is not %s', (_, group, name, value) => {
    expect(looserThanStandard(draft({ numbers: { [group]: { [name]: value } } }))).toEqual([]);
  });

  it('is a threshold that is higher, or one for a currency that had none', () => {
    const highValue = { ...STANDARD_POLICY.rules.highValue, EUR: 900, CHF: 10, SEK: 10 };
    const rules = { ...STANDARD_POLICY.rules, highValue };
    expect(looserThanStandard(draft({ rules })).sort()).toEqual([
      'rules.highValue.CHF',
      'rules.highValue.EUR',
    ]);
  });

  it('lies on one side of the standard at most, whatever the number', () => {
    fc.assert(
      fc.property(fc.constantFrom(...editable), fc.integer({ min: 1, max: 1000 }), ({ group, name }, by) => {
        const standard = usual[group]?.[name] ?? 0;
        const looser = (value: number) =>
          looserThanStandard(draft({ numbers: { [group]: { [name]: value } } })).length > 0;
        expect(looser(standard)).toBe(false);
        expect(looser(standard + by) && looser(standard - by)).toBe(false);
      }),
    );
  });
});
