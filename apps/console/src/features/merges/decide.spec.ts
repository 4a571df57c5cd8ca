import type { UndoPreview } from '@relink/contract';
import { decisionOf, missingDecisions, requiredFirst, sendable } from './decide.ts';

type Change = UndoPreview['changes'][number];

const points: Change = {
  id: 'points',
  subject: 'points',
  needsDecision: true,
  options: ['keep', 'split'],
  decision: null,
  before: '1250',
  now: '300',
};
const name: Change = {
  ...{ id: 'name', subject: 'name', needsDecision: false, options: ['keep', 'revert'] },
  ...{ decision: { do: 'keep' }, before: 'Anna', now: 'Anne' },
};

describe('what a supervisor decides when a merge is undone', () => {
  it('puts first what only they can decide', () => {
    expect(requiredFirst([name, points])).toEqual([points, name]);
  });

  it('takes the proposal until they choose', () => {
    expect(decisionOf(name, {})).toEqual({ do: 'keep' });
    expect(decisionOf(name, { name: { do: 'revert' } })).toEqual({ do: 'revert' });
  });

  it('counts what is missing', () => {
    expect(missingDecisions([name, points], {})).toBe(1);
    expect(missingDecisions([name, points], { points: { do: 'keep' } })).toBe(0);
  });

  it('takes no more than there is', () => {
    expect(missingDecisions([points], { points: { do: 'split', toOther: '300' } })).toBe(0);
    expect(missingDecisions([points], { points: { do: 'split', toOther: '301' } })).toBe(1);
    expect(missingDecisions([points], { points: { do: 'split', toOther: '' } })).toBe(1);
  });

  it('begins with a share where there is no other way', () => {
    const spent: Change = { ...points, options: ['split'] };
    expect(decisionOf(spent, {})).toEqual({ do: 'split', toOther: '' });
    expect(missingDecisions([spent], {})).toBe(1);
  });

  it('does not send a share that is half typed', () => {
    const decisions = { name: { do: 'revert' }, points: { do: 'split', toOther: '1.' } } as const;
    expect(sendable([name, points], decisions)).toEqual({ name: { do: 'revert' } });
  });
});
