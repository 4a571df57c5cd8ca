import { en } from './en/en.ts';
import { LANGUAGE_LIST, LANGUAGES } from './languages.ts';
import { fill } from './texts.ts';
import type { TextKey, Texts } from './texts.ts';

const keys = Object.keys(en) as TextKey[];
const placesOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const others = LANGUAGE_LIST.filter((language) => language !== 'en');

/** The script that each language other than English is written in. */
const SCRIPTS: Partial<Record<string, RegExp>> = { gu: /\p{Script=Gujarati}/u };

/** Latin words that stand in every language as they are. */
const KEPT = /name@example\.com|\{\w+\}/g;

describe.each(others)('the texts in %s', (language) => {
  let texts: Texts;
  beforeAll(async () => {
    texts = await LANGUAGES[language].load();
  });

  it('are as many as the English ones, by the same keys', () => {
    expect(Object.keys(texts).sort()).toEqual([...keys].sort());
  });

  it.each(keys)('%s is translated, keeps its places, and holds no English word', (key) => {
    expect(texts[key].trim()).toBe(texts[key]);
    expect(texts[key]).toMatch(SCRIPTS[language] ?? /\S/u);
    expect(placesOf(texts[key])).toEqual(placesOf(en[key]));
    if (SCRIPTS[language]) expect(texts[key].replace(KEPT, '')).not.toMatch(/[A-Za-z]/);
  });

  it('do not say one thing for two that differ in English', () => {
    const said = new Map<string, string>();
    for (const key of keys) {
      const before = said.get(texts[key]);
      if (before !== undefined) expect(before).toBe(en[key]);
      said.set(texts[key], en[key]);
    }
  });
});

describe('every language', () => {
  it('says that staff never ask for a password', async () => {
    for (const language of LANGUAGE_LIST) {
      expect((await LANGUAGES[language].load())['staff.never']).not.toBe('');
    }
  });

  it('has a name in itself and a direction', () => {
    for (const language of LANGUAGE_LIST) {
      expect(LANGUAGES[language].name).not.toBe('');
      expect(['ltr', 'rtl']).toContain(LANGUAGES[language].dir);
    }
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
