import { en } from './en.ts';
import type { Texts } from './texts.ts';

/**
 * The languages of the portal. Another one is an entry here and a file of texts; its name is written in itself.
 * English is in the first download, every other language is fetched when it is wanted.
 */
export const LANGUAGES = {
  en: { name: 'English', dir: 'ltr', load: async (): Promise<Texts> => en },
  gu: { name: 'ગુજરાતી', dir: 'ltr', load: async (): Promise<Texts> => (await import('./gu.ts')).gu },
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl'; load: () => Promise<Texts> }>;

export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_LIST = Object.keys(LANGUAGES) as Language[];

/** The portal's language for a tag such as `gu-IN`, or undefined when the portal does not speak it. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return LANGUAGE_LIST.find((language) => language === primary);
}

/** What is known about the customer's wish, the strongest first. */
export type LanguageWishes = {
  readonly remembered?: string | null;
  readonly customer?: string | undefined;
  readonly browser?: readonly string[];
};

/** What was chosen on the page, else the account's language, else the browser's, else English. */
export function chooseLanguage({ remembered, customer, browser = [] }: LanguageWishes): Language {
  return (
    [remembered, customer, ...browser].map(languageOf).find((language) => language !== undefined) ?? 'en'
  );
}

/** The browser's own tag of the language, such as `en-GB`, for its dates and numbers; else the language alone. */
export function regionalTag(language: Language, browser: readonly string[]): string {
  return browser.find((tag) => languageOf(tag) === language) ?? language;
}
