import { riskLines, riskWords } from './risk-words.ts';

describe('whose a risk is said to be', () => {
  const risk = 'locked';
  const on = (...ids: (string | null)[]) => ids.map((accountId) => ({ risk, accountId }) as const);
  const about = (kind: 'merge' | 'erasure', ...ids: (string | null)[]) =>
    riskWords({ accountId: 'left', kind, risks: on(...ids) });

  it('of a merge: one of the two, both, or the two together', () => {
    expect(about('merge', 'left')).toEqual([{ risk, about: 'account', count: 0 }]);
    expect(about('merge', 'gone')).toEqual([{ risk, about: 'other', count: 1 }]);
    expect(about('merge', 'left', 'gone')).toEqual([{ risk, about: 'bothAccounts', count: 1 }]);
    expect(about('merge', null)).toEqual([{ risk, about: null, count: 0 }]);
  });

  it('of an erasure: the account, and as many as were merged into it, never "both" or "the other"', () => {
    expect(about('erasure', 'left')).toEqual([{ risk, about: 'account', count: 0 }]);
    expect(about('erasure', 'gone')).toEqual([{ risk, about: 'mergedIn', count: 1 }]);
    expect(about('erasure', 'gone', 'gone too')).toEqual([{ risk, about: 'mergedIn', count: 2 }]);
    expect(about('erasure', 'left', 'gone', 'gone too')).toEqual([{ risk, about: 'withMergedIn', count: 2 }]);
  });

  it('says each risk once, in the order in which they come', () => {
    const risks = [
      { risk: 'opposed', accountId: 'gone' },
      { risk: 'locked', accountId: 'left' },
      { risk: 'opposed', accountId: 'left' },
    ] as const;
    expect(riskWords({ accountId: 'left', kind: 'merge', risks: [...risks] })).toEqual([
      { risk: 'opposed', about: 'bothAccounts', count: 1 },
      { risk: 'locked', about: 'account', count: 0 },
    ]);
  });

  it('stands before its words, but for those of the two together', () => {
    const risks = [
      { risk: 'two-people', accountId: null },
      { risk: 'locked', accountId: 'gone' },
    ] as const;
    const t = (key: string) => key.replace('relink.approvals.', '');
    expect(riskLines({ accountId: 'left', kind: 'merge', risks: [...risks] }, t)).toEqual([
      'risks.two-people',
      'other: risks.locked',
    ]);
  });
});
