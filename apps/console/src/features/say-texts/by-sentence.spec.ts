import type { SayTextView } from '@relink/contract';
import { bySentence } from './by-sentence.ts';

const text = (code: SayTextView['code'], language: SayTextView['language'], body: string, own = false) => ({
  ...{ id: `${code}.${language}`, code, language, body, own },
});
const texts = [
  text('round-enough', 'en', 'Thank you, that was enough.'),
  text('round-enough', 'sv', 'Tack, det räcker.', true),
  text('goodbye', 'en', 'Goodbye.'),
];
const everything = { words: '', language: '', ownOnly: false } as const;

describe('the sentences that an admin looks for', () => {
  it('are all of them, each with its languages', () => {
    expect(bySentence(texts, everything).map(({ name, texts: { length } }) => [name, length])).toEqual([
      ['Round enough', 2],
      ['Goodbye', 1],
    ]);
  });

  it('are found by words in any language, and by their name', () => {
    expect(bySentence(texts, { ...everything, words: ' RÄCKER' }).map(({ code }) => code)).toEqual([
      'round-enough',
    ]);
    expect(bySentence(texts, { ...everything, words: 'goodb' }).map(({ code }) => code)).toEqual(['goodbye']);
  });

  it('are those of one language, or those the shop has worded', () => {
    expect(bySentence(texts, { ...everything, language: 'sv' }).map(({ code }) => code)).toEqual([
      'round-enough',
    ]);
    expect(bySentence(texts, { ...everything, ownOnly: true })[0]?.texts.map(({ id }) => id)).toEqual([
      'round-enough.sv',
    ]);
  });
});
