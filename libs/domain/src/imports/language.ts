const GUJARATI = /\p{Script=Gujarati}/u;

/**
 * The language that messages to a customer are written in. The exports name none, so the script of the name is taken
 * for it where Relink has texts in that language: ISO 639-1.
 */
export function languageOfName(name: string): 'en' | 'gu' {
  return GUJARATI.test(name) ? 'gu' : 'en';
}
