const NAMES = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'code' });

/** The English name of a language by its tag; a text that is no tag, as an import may hold, as it is. */
export function languageName(code: string): string {
  try {
    return NAMES.of(code) ?? code;
  } catch {
    return code;
  }
}
