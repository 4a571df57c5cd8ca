const KEYS = {
  /** What the customer chose on the page. */
  chosen: 'relink.portal.language',
  /** What a message's link or the account said. */
  customer: 'relink.portal.customer-language',
  /** What was said last in this visit, by the link that was opened or by a choice on the page after it. */
  visit: 'relink.portal.visit-language',
} as const;

/** Who said which language it is to be. */
export type LanguageSource = keyof typeof KEYS;

/** A visit is a tab: it ends with it, and a reload, whose address has no fragment any more, goes on with it. */
const storeOf = (source: LanguageSource) => (source === 'visit' ? sessionStorage : localStorage);

/** The language kept from an earlier page; null when there is none, or when the browser keeps nothing. */
export function rememberedLanguage(source: LanguageSource): string | null {
  try {
    return storeOf(source).getItem(KEYS[source]);
  } catch {
    return null;
  }
}

/** Keeps the language for the next visit or the rest of this one, where the browser allows it. */
export function rememberLanguage(source: LanguageSource, language: string): void {
  try {
    storeOf(source).setItem(KEYS[source], language);
  } catch {
    // A private window without storage: the language holds until the page is left.
  }
}
