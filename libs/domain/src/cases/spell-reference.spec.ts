import { SPOKEN_ALPHABET } from '../spoken/index.ts';
import { spellReference } from './spell-reference.ts';

describe('a reference over a bad line', () => {
  it('is spelled group by group', () => {
    expect(spellReference('K7QM-2X9D')).toBe('Kilo 7 Quebec Mike, 2 X-ray 9 Delta');
  });

  it('has a word of its own for every letter it can hold', () => {
    const letters = Array.from(SPOKEN_ALPHABET).filter((symbol) => /[A-Z]/.test(symbol));
    const words = letters.map(spellReference);
    expect(words.every((word, place) => word.startsWith(letters[place] ?? '-') && word.length > 3)).toBe(
      true,
    );
    expect(new Set(words).size).toBe(letters.length);
  });
});
