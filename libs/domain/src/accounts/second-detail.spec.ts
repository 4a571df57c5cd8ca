import { looksLikeName, needsSecondDetail, postcodeKey, secondDetailOf } from './second-detail.ts';

describe('a second detail for a name', () => {
  it.each(['Asha Patel', 'asha', "O'Neil", 'આશા પટેલ', '秀英', '王', 'Åsa Ytterberg', 'Jean-Luc'])(
    '%s reads as a name',
    (typed) => {
      expect(looksLikeName(typed)).toBe(true);
    },
  );

  it.each(['', 'a', '#1042', 'asha@mail.example', '+91 98123 45129', '૯૮૧૨૩', 'user77', '14', '--'])(
    '%j does not',
    (typed) => {
      expect(looksLikeName(typed)).toBe(false);
    },
  );

  it('is read in any script and spelling, and the first that can be compared is taken', () => {
    expect(secondDetailOf({ phoneLast4: '૫૧૨૯' })).toEqual({ kind: 'phoneLast4', value: '5129' });
    expect(secondDetailOf({ phoneLast4: '5 1 2 9' })).toEqual({ kind: 'phoneLast4', value: '5129' });
    expect(secondDetailOf({ postcode: 'se-184 30' })).toEqual({ kind: 'postcode', value: '18430' });
    expect(secondDetailOf({ orderMonth: '2026-03' })).toEqual({ kind: 'orderMonth', value: '2026-03' });
    expect(secondDetailOf({ phoneLast4: '512', postcode: '395007' })?.kind).toBe('postcode');
    for (const typed of [{}, { orderMonth: '2026-13' }, { phoneLast4: '51290' }, { postcode: ' ' }])
      expect(secondDetailOf(typed)).toBeNull();
  });

  it('takes an American ZIP+4 for its ZIP', () => {
    expect(postcodeKey('12345-6789')).toBe(postcodeKey('12345'));
    expect(postcodeKey('02139-1234')).toBe(postcodeKey('02139'));
  });

  it('is needed by agents alone', () => {
    expect((['agent', 'supervisor', 'admin'] as const).map(needsSecondDetail)).toEqual([true, false, false]);
  });
});
