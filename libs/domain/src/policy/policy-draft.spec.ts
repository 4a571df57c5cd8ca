import fc from 'fast-check';
import { NUMBERS } from './numbers.ts';
import {
  EDITABLE_NUMBERS,
  inForceFromProblem,
  policyDifferences,
  type PolicyDraft,
  policyProblems,
} from './policy-draft.ts';
import { STANDARD_POLICY, STRICT_POLICY } from './policy.ts';

const draft = (changes: Partial<PolicyDraft> = {}): PolicyDraft => ({
  preset: 'standard',
  numbers: {},
  rules: STANDARD_POLICY.rules,
  ...changes,
});
const editable = Object.entries(EDITABLE_NUMBERS).flatMap(([group, names]) =>
  Object.entries(names).map(([name, [least, most]]) => ({ group, name, least, most })),
);

describe('a policy that an admin writes', () => {
  it('may set every number to anything between its bounds, and to nothing outside of them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...editable),
        fc.integer({ min: -5, max: 200_000 }),
        ({ group, name, least, most }, value) => {
          const problems = policyProblems(draft({ numbers: { [group]: { [name]: value } } }));
          expect(Object.keys(problems)).toEqual(
            value >= least && value <= most ? [] : [`numbers.${group}.${name}`],
          );
        },
      ),
    );
  });

  it('has the desk’s own defaults between the bounds', () => {
    const defaults = NUMBERS as unknown as Record<string, Record<string, number>>;
    for (const { group, name, least, most } of editable) {
      expect(defaults[group]?.[name]).toBeGreaterThanOrEqual(least);
      expect(defaults[group]?.[name]).toBeLessThanOrEqual(most);
    }
  });

  it.each([
    ['how many digits a code has', 'code', 'digits'],
    ['how long a link’s token is', 'link', 'tokenBytes'],
    ['what was never a number', 'constructor', 'name'],
    ['an unknown name', 'code', '__proto__'],
  ])('cannot set %s', (_, group, name) => {
    const numbers = JSON.parse(`{"${group}": {"${name}": 6}}`) as PolicyDraft['numbers'];
    expect(Object.values(policyProblems(draft({ numbers })))).toEqual(['A policy cannot set this number.']);
  });

  it.each([Number.NaN, 2.5, Number.POSITIVE_INFINITY])('takes no %p for a number', (tries) => {
    expect(policyProblems(draft({ numbers: { code: { tries } } }))).toHaveProperty(['numbers.code.tries']);
  });

  it('cannot have codes read aloud under the strict preset, a day shorter than an hour, or a currency of its own', () => {
    const { rules } = STANDARD_POLICY;
    expect(policyProblems(draft({ preset: 'strict' }))).toHaveProperty(['rules.spokenCodes']);
    expect(policyProblems(draft({ preset: 'strict', rules: STRICT_POLICY.rules }))).toEqual({});
    const numbers = { agentChanges: { accountsPerHour: 20, accountsPerDay: 10 } };
    expect(policyProblems(draft({ numbers }))).toHaveProperty(['numbers.agentChanges.accountsPerDay']);
    expect(policyProblems(draft({ rules: { ...rules, highValue: { euro: 5 } } }))).toHaveProperty([
      'rules.highValue.euro',
    ]);
    expect(policyProblems(draft({ rules: { ...rules, highValue: { EUR: 0 } } }))).toHaveProperty([
      'rules.highValue.EUR',
    ]);
  });
});

describe('the time a policy is in force from', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const from = (secondsAhead: number) =>
    inForceFromProblem(new Date(now.getTime() + secondsAhead * 1000), now);
  const YEAR = 366 * 24 * 3600;

  it('may be now, by a slow hand, or up to a year ahead', () => {
    expect([0, -60, YEAR].map(from)).toEqual([null, null, null]);
  });

  it('rewrites nothing that was decided, and is not so far off that nobody remembers it', () => {
    expect(from(-61)).toMatch('not passed');
    expect(from(YEAR + 1)).toMatch('within a year');
  });
});

describe('what a new version changes', () => {
  it('names each thing with before and after, and nothing that stayed', () => {
    const before = draft({ numbers: { code: { tries: 3 } } });
    const after = draft({ numbers: { code: { tries: 2 } }, rules: { ...before.rules, spokenCodes: false } });
    expect(policyDifferences(before, after)).toEqual([
      { path: 'numbers.code.tries', before: 3, after: 2 },
      { path: 'rules.spokenCodes', before: true, after: false },
    ]);
    expect(policyDifferences(before, before)).toEqual([]);
  });
});
