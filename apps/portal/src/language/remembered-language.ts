const KEYS = {
  /** What the customer chose on the page. */
  chosen: 'relink.portal.language',
  /** What a message's link or the account said. */
  customer: 'relink.portal.customer-language',
} as const;

/** Who said which language it is to be. */
export type LanguageSource = keyof typeof KEYS;

/** The language kept from an earlier page; null when there is none, or when the browser keeps nothing. */
export function rememberedLanguage(source: LanguageSource): string | null {
  try {
    return localStorage.getItem(KEYS[source]);
  } catch {
    return null;
  }
}

/** Keeps the language for the next visit, where the browser allows it. */
export function rememberLanguage(source: LanguageSource, language: string): void {
  try {
    localStorage.setItem(KEYS[source], language);
  } catch {
    // A private window without storage: the language holds until the page is left.
  }
}
