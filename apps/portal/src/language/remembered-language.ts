const KEY = 'relink.portal.language';

/** The language chosen on the page earlier; null when none was, or when the browser keeps nothing. */
export function rememberedLanguage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Keeps the chosen language for the next visit, where the browser allows it. */
export function rememberLanguage(language: string): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // A private window without storage: the choice holds until the page is left.
  }
}
