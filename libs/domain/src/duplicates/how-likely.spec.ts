import { howLikely, percentOf } from './how-likely.ts';

describe('how likely two accounts are one person’s', () => {
  it.each([
    [0.9999, 'certain'],
    [0.99, 'certain'],
    [0.989, 'very'],
    [0.95, 'very'],
    [0.8, 'likely'],
    [0.5, 'possible'],
  ])('calls %f %s', (probability, word) => {
    expect(howLikely(probability)).toBe(word);
  });

  it('never says that it is sure', () => {
    expect(percentOf(1)).toEqual({ percent: 99.9, over: true });
    expect(percentOf(0.99999)).toEqual({ percent: 99.9, over: true });
  });

  it('rounds down, so that it never says more than it knows', () => {
    expect(percentOf(0.9579)).toEqual({ percent: 95.7, over: false });
    expect(percentOf(0.999)).toEqual({ percent: 99.9, over: false });
  });
});
