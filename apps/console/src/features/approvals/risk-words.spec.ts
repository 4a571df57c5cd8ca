import { riskWords } from './risk-words.ts';

describe('whose a risk is said to be', () => {
  const risk = 'locked';
  const on = (...ids: (string | null)[]) => ids.map((accountId) => ({ risk, accountId }) as const);
  const about = (erasure: object | null, ...ids: (string | null)[]) =>
    riskWords({ accountId: 'left', erasure, risks: on(...ids) });

  it('of a merge: one of the two, both, or the two together', () => {
    expect(about(null, 'left')).toEqual([{ risk, about: 'account', count: 0 }]);
    expect(about(null, 'gone')).toEqual([{ risk, about: 'other', count: 1 }]);
    expect(about(null, 'left', 'gone')).toEqual([{ risk, about: 'bothAccounts', count: 1 }]);
    expect(about(null, null)).toEqual([{ risk, about: null, count: 0 }]);
  });

  it('of an erasure: the account, and as many as were merged into it, never "both" or "the other"', () => {
    const erasure = { reason: 'By letter.' };
    expect(about(erasure, 'left')).toEqual([{ risk, about: 'account', count: 0 }]);
    expect(about(erasure, 'gone')).toEqual([{ risk, about: 'mergedIn', count: 1 }]);
    expect(about(erasure, 'gone', 'gone too')).toEqual([{ risk, about: 'mergedIn', count: 2 }]);
    expect(about(erasure, 'left', 'gone', 'gone too')).toEqual([{ risk, about: 'withMergedIn', count: 2 }]);
  });

  it('says each risk once, in the order in which they come', () => {
    const risks = [
      { risk: 'opposed', accountId: 'gone' },
      { risk: 'locked', accountId: 'left' },
      { risk: 'opposed', accountId: 'left' },
    ] as const;
    expect(riskWords({ accountId: 'left', erasure: null, risks: [...risks] })).toEqual([
      { risk: 'opposed', about: 'bothAccounts', count: 1 },
      { risk: 'locked', about: 'account', count: 0 },
    ]);
  });
});
