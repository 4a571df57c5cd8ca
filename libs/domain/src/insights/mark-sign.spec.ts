import { isSettled, markRefusal } from './mark-sign.ts';

const sign = { agentId: 'mira', otherAgentId: 'sam', state: 'new' as const };

describe('saying what a sign was', () => {
  it('is another person’s than those it is about: for them there is none', () => {
    for (const who of ['mira', 'sam'])
      expect(markRefusal(sign, who, 'explained', 'It was a training day.')?.code).toBe('not-found');
    expect(markRefusal(sign, 'noor', 'explained', 'It was a training day.')).toBeNull();
  });

  it('takes a note, but looking at it does not', () => {
    expect(markRefusal(sign, 'noor', 'incident', undefined)?.code).toBe('invalid-input');
    expect(markRefusal(sign, 'noor', 'looked-at', undefined)).toBeNull();
  });

  it('is done once', () => {
    for (const state of ['explained', 'incident'] as const) {
      expect(isSettled(state)).toBe(true);
      expect(markRefusal({ ...sign, state }, 'noor', 'looked-at', undefined)?.code).toBe('sign-settled');
    }
    expect(isSettled('looked-at')).toBe(false);
  });
});
