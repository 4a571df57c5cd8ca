import fc from 'fast-check';
import { MISSING_CODES } from '../cases/index.ts';
import { PROBLEMS, type ProblemCode } from '../errors/codes.ts';
import { MESSAGE_LANGUAGES } from '../messages/index.ts';
import { SAY_CODES } from './say-code.ts';
import { sayForMissing, sayForProblem } from './say-for.ts';
import { sayings, sayText } from './say-text.ts';

const SCRIPTS = { gu: /\p{Script=Gujarati}/u, zh: /\p{Script=Han}/u } as const;

describe('what an agent may say', () => {
  it('is there in every language, as a sentence of its own', () => {
    for (const language of MESSAGE_LANGUAGES) {
      const said = SAY_CODES.map((code) => sayText(code, language));
      expect(new Set(said).size).toBe(SAY_CODES.length);
      for (const text of said) expect(text).toMatch(/[.?。?!]$/u);
    }
  });

  it('is in no other language than it says: nothing is left in English', () => {
    for (const code of SAY_CODES) {
      for (const language of MESSAGE_LANGUAGES.filter((each) => each !== 'en')) {
        expect(sayText(code, language)).not.toBe(sayText(code, 'en'));
        expect(sayText(code, language)).not.toMatch(/\b(the|you|your|please|we|account)\b/i);
      }
      expect(sayText(code, 'gu')).toMatch(SCRIPTS.gu);
      expect(sayText(code, 'gu')).not.toMatch(/[A-Za-z]/);
      expect(sayText(code, 'zh')).toMatch(SCRIPTS.zh);
      expect(sayText(code, 'zh')).not.toMatch(/[A-Za-z]/);
    }
  });

  it('never tells a caller of fraud, failed answers, locks by number, or another customer', () => {
    for (const code of SAY_CODES)
      expect(sayText(code, 'en')).not.toMatch(
        /fraud|thief|suspect|locked|wrong answer|another customer|duplicate/i,
      );
  });

  it('is found for every refusal and everything that may be missing', () => {
    for (const code of Object.keys(PROBLEMS) as ProblemCode[])
      expect(SAY_CODES).toContain(sayForProblem(code));
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...MISSING_CODES), { minLength: 1 }), (missing) => {
        expect(SAY_CODES).toContain(sayForMissing(missing));
      }),
    );
    expect(sayForMissing([])).toBeNull();
  });

  it('sounds alike for every lock, whatever it is for', () => {
    expect(sayForMissing(['verification-unlocked'])).toBe('cannot-verify-today');
    expect(sayForProblem('account-locked')).toBe(sayForProblem('account-opposed'));
  });

  it('is the shop’s own wording where there is one', () => {
    const all = sayings([{ code: 'goodbye', language: 'sv', body: 'Hej då!' }]);
    expect(all).toHaveLength(SAY_CODES.length * MESSAGE_LANGUAGES.length);
    expect(all.filter(({ own }) => own)).toEqual([
      { code: 'goodbye', language: 'sv', body: 'Hej då!', own: true },
    ]);
  });
});
