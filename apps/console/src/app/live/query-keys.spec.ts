import { EVERY_KEY, keysOf } from './query-keys.ts';

describe('what a topic makes old', () => {
  it('is the lists of a kind, or the page of one of it', () => {
    expect(keysOf('approvals')).toEqual([['approvals', 'getList'], ['home'], ['insights', 'now']]);
    expect(keysOf('approvals:one')).toEqual([['approvals', 'one', 'one']]);
    expect(keysOf('cases:one')).toContainEqual(['cases', 'workbench', 'one']);
    // The merges of another case are not looked at because of it.
    expect(keysOf('cases:one')).toContainEqual(['merges', 'getList', { filter: { caseId: 'one' } }]);
    expect(keysOf('cases:one')).not.toContainEqual(['merges', 'getList']);
  });

  it('is nothing where the server says a word that this console does not know', () => {
    for (const topic of ['', 'toString', 'toString:one', 'tomorrow', 'notices:one'])
      expect(keysOf(topic)).toEqual([]);
  });

  it('is a part of what is asked for anew when it is not known what has changed', () => {
    const starts = EVERY_KEY.map((key) => JSON.stringify(key).slice(0, -1));
    for (const topic of ['approvals', 'approvals:one', 'cases', 'cases:one', 'merges:one', 'reviews:one'])
      for (const key of keysOf(topic).filter(([first]) => first !== 'call-back'))
        expect(starts.some((start) => JSON.stringify(key).startsWith(start))).toBe(true);
  });
});
