import { ANSWER_THRESHOLDS } from './thresholds.ts';
import { foldText, toWords } from './words.ts';
import type { Word } from './words.ts';

/** Said of nearly every order: they tell nothing of this one. Romanised. */
const GENERIC: ReadonlySet<string> = new Set(
  (
    'the and for with from some one two three four five pair set pack piece pieces pcs size small medium large ' +
    'new old big kids mens womens men women item items order orders product products thing things stuff something ' +
    'online gift shop parcel package bought last black white red blue green grey gray yellow pink brown orange ' +
    'purple indigo beige clear kg gram grams litre liter ltr watt inch color colour type model brand'
  ).split(' '),
);

/** The words of an item, or of what was said of it, that tell it from another; numbers and sizes do not. */
export function tellingWords(text: string): Word[] {
  return toWords(foldText(text))
    .filter((word) => {
      const form = word.forms[0] ?? '';
      if (word.script.writing === 'han') return true;
      return form.length >= ANSWER_THRESHOLDS.order.leastLettersOfAWord && !GENERIC.has(form);
    })
    .map(singular);
}

/** Shoe for shoes: callers rarely say the number that the shop prints. */
function singular(word: Word): Word {
  if (word.script.name !== 'Latin') return word;
  return {
    ...word,
    forms: word.forms.map((form) => (form.length > 3 ? form.replace(/(?<=[^s])s$/, '') : form)),
  };
}
