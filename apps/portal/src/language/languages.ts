import type { Texts } from './texts.ts';

type Spoken = {
  /** In the language itself. */
  readonly name: string;
  /** For the `lang` attribute: what a screen reader and the choice of a font go by. */
  readonly tag: string;
  readonly dir: 'ltr' | 'rtl';
  readonly load: () => Promise<Texts>;
};

/**
 * The languages of the portal. Another one is an entry here and a folder of texts. Only the texts of the language that
 * the page speaks are fetched.
 */
export const LANGUAGES = {
  en: {
    name: 'English',
    tag: 'en',
    dir: 'ltr',
    load: async (): Promise<Texts> => (await import('./en/en.ts')).en,
  },
  gu: {
    name: 'ગુજરાતી',
    tag: 'gu',
    dir: 'ltr',
    load: async (): Promise<Texts> => (await import('./gu/gu.ts')).gu,
  },
  id: {
    name: 'Bahasa Indonesia',
    tag: 'id',
    dir: 'ltr',
    load: async (): Promise<Texts> => (await import('./id/id.ts')).id,
  },
  sv: {
    name: 'Svenska',
    tag: 'sv',
    dir: 'ltr',
    load: async (): Promise<Texts> => (await import('./sv/sv.ts')).sv,
  },
  zh: {
    name: '简体中文',
    tag: 'zh-Hans',
    dir: 'ltr',
    load: async (): Promise<Texts> => (await import('./zh/zh.ts')).zh,
  },
} as const satisfies Record<string, Spoken>;

export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_LIST = Object.keys(LANGUAGES) as Language[];

/** Browsers on older phones still call Indonesian by its former code. */
const FORMER_CODES: Readonly<Record<string, Language>> = { in: 'id' };

/** The portal's language for a tag such as `gu-IN`, or undefined when the portal does not speak it. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return LANGUAGE_LIST.find((language) => language === primary || FORMER_CODES[primary ?? ''] === language);
}

/** What is known about the customer's wish, the strongest first. */
export type LanguageWishes = {
  /** By the link that was opened, or by a choice on the page after it. */
  readonly visit?: string | null | undefined;
  readonly chosen?: string | null | undefined;
  readonly customer?: string | null | undefined;
  readonly browser?: readonly string[];
};

/** What this visit said last, else what was chosen in an earlier one, else the account's, else the browser's, else English. */
export function chooseLanguage({ visit, chosen, customer, browser = [] }: LanguageWishes): Language {
  return (
    [visit, chosen, customer, ...browser].map(languageOf).find((language) => language !== undefined) ?? 'en'
  );
}

/** The browser's own tag of the language, such as `en-GB`, for its dates and numbers; else the language alone. */
export function regionalTag(language: Language, browser: readonly string[]): string {
  return browser.find((tag) => speaksOf(tag, language)) ?? language;
}

function speaksOf(tag: string, language: Language): boolean {
  return languageOf(tag) === language && !FORMER_CODES[tag.toLowerCase()] && isTag(tag);
}

/** Some browsers pass on what the system calls its locale, such as `en-US@posix`: dates and numbers refuse that. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
