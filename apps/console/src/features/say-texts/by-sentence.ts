import type { SayTextView } from '@relink/contract';

/** One sentence in the languages asked for. */
export type Sentence = {
  readonly code: SayTextView['code'];
  readonly name: string;
  readonly texts: readonly SayTextView[];
};

/** What to look for: words in any language or in the sentence's name, one language or all, own wording only. */
export type Search = {
  readonly words: string;
  readonly language: SayTextView['language'] | '';
  readonly ownOnly: boolean;
};

/** The texts by sentence, in the order they came, as far as a search leaves them. */
export function bySentence(texts: readonly SayTextView[], { words, language, ownOnly }: Search): Sentence[] {
  const sought = words.trim().toLocaleLowerCase();
  return [...new Set(texts.map(({ code }) => code))]
    .map((code) => ({ code, name: nameOf(code), texts: texts.filter((text) => text.code === code) }))
    .map((sentence) => ({
      ...sentence,
      texts: sentence.texts.filter(
        (text) => (language === '' || text.language === language) && (!ownOnly || text.own),
      ),
    }))
    .filter(
      ({ name, texts: shown }) =>
        shown.length > 0 &&
        [name, ...shown.map(({ body }) => body)].some((text) => text.toLocaleLowerCase().includes(sought)),
    );
}

function nameOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
