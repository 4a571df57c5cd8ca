import { askEvery, caseIsOld } from './case-is-old.ts';

describe('an open case', () => {
  it('is read again once, when a revision that was asked for after it is another', () => {
    const shown = { revision: 'a', at: 10 };
    expect(caseIsOld(shown, { revision: 'b', at: 11 })).toBe(true);
    expect(caseIsOld({ revision: 'b', at: 12 }, { revision: 'b', at: 11 })).toBe(false);
  });

  it('is not read again while its revision stays, or where that is the older answer', () => {
    const shown = { revision: 'a', at: 10 };
    expect(caseIsOld(shown, { revision: 'a', at: 11 })).toBe(false);
    expect(caseIsOld(shown, { revision: 'b', at: 9 })).toBe(false);
    expect(caseIsOld(shown, { revision: undefined, at: 0 })).toBe(false);
  });

  it('asks for its revision every three seconds while an answer is awaited, and every thirty otherwise', () => {
    expect(askEvery({ challenges: [], accounts: [] })).toBe(30_000);
    const sent = { state: 'sent' } as Parameters<typeof askEvery>[0]['challenges'][number];
    expect(askEvery({ challenges: [sent], accounts: [] })).toBe(3_000);
  });
});
