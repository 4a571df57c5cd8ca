import { en } from './en/en.ts';
import { type Language, LANGUAGE_LIST, LANGUAGES } from './languages.ts';
import { fill } from './texts.ts';
import type { TextKey, Texts } from './texts.ts';

const keys = Object.keys(en) as TextKey[];
const placesOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const others = LANGUAGE_LIST.filter((language) => language !== 'en');

/** What a text consists of, without its places, digits and marks: letters of this language's own script, and some of them. */
const LETTERS: Readonly<Record<Language, RegExp>> = {
  en: /^[A-Za-z]+$/,
  gu: /^[\p{Script=Gujarati}\u200c\u200d]+$/u,
  id: /^[A-Za-z]+$/,
  sv: /^[A-Za-zÅÄÖåäöé]+$/,
  zh: /^\p{Script=Han}+$/u,
};

/** Stands in every language as it is. */
const KEPT = /name@example\.com|\{\w+\}/g;

/** Words that two languages really share. */
const COGNATES: readonly string[] = ['email', 'spam', 'folder', 'total', 'per', 'foto'];

const wordsOf = (text: string): string[] =>
  text.replace(KEPT, ' ').match(/[\p{L}\p{M}\u200c\u200d]+/gu) ?? [];

const loaded = {} as Record<Language, Texts>;
beforeAll(async () => {
  for (const language of LANGUAGE_LIST) loaded[language] = await LANGUAGES[language].load();
});

describe.each(LANGUAGE_LIST)('the texts in %s', (language) => {
  it('are as many as the English ones, by the same keys', () => {
    expect(Object.keys(loaded[language]).sort()).toEqual([...keys].sort());
  });

  it.each(keys)('%s is written in the letters of the language, and keeps its places', (key) => {
    const text = loaded[language][key];
    expect(text.trim()).toBe(text);
    expect(wordsOf(text)).not.toEqual([]);
    expect(wordsOf(text).filter((word) => !LETTERS[language].test(word))).toEqual([]);
    expect(placesOf(text)).toEqual(placesOf(en[key]));
  });

  it.each(keys)('%s holds no word that says the same in another language', (key) => {
    const own = wordsOf(loaded[language][key]).map((word) => word.toLowerCase());
    for (const other of LANGUAGE_LIST.filter((each) => each !== language)) {
      const foreign = wordsOf(loaded[other][key]).map((word) => word.toLowerCase());
      const shared = own.filter((word) => word.length > 2 && foreign.includes(word));
      expect({ other, shared: shared.filter((word) => !COGNATES.includes(word)) }).toEqual({
        other,
        shared: [],
      });
    }
  });
});

describe.each(others)('the texts in %s', (language) => {
  it('do not say one thing for two that differ in English', () => {
    const said = new Map<string, string>();
    for (const key of keys) {
      const before = said.get(loaded[language][key]);
      if (before !== undefined) expect(before).toBe(en[key]);
      said.set(loaded[language][key], en[key]);
    }
  });
});

describe('every language', () => {
  it('has a name in itself, a tag for screen readers and a direction', () => {
    for (const language of LANGUAGE_LIST) {
      expect(LANGUAGES[language].name).not.toBe('');
      expect(Intl.getCanonicalLocales(LANGUAGES[language].tag)).toEqual([LANGUAGES[language].tag]);
      expect(LANGUAGES[language].tag.split('-')[0]).toBe(language);
      expect(['ltr', 'rtl']).toContain(LANGUAGES[language].dir);
    }
  });

  it('is offered by its own name', () => {
    expect(new Set(LANGUAGE_LIST.map((language) => LANGUAGES[language].name)).size).toBe(
      LANGUAGE_LIST.length,
    );
  });
});

describe('filling a text', () => {
  it('puts each value in its place, as it is', () => {
    expect(fill('{shown} of {all} orders', { shown: '20', all: '41' })).toBe('20 of 41 orders');
    expect(fill('Hello, {name}', { name: '$& {name}' })).toBe('Hello, $& {name}');
  });

  it('leaves a place without a value as written', () => {
    expect(fill('Order {number}')).toBe('Order {number}');
  });
});
