/**
 * Characters that show nothing or reorder what is shown: controls (NUL too), bidi controls, zero-width and other
 * characters that Unicode lets a screen ignore, line separators, lone surrogates, private use. They make two values
 * look like one, so a value used as a way in may not hold any.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const EACH_INVISIBLE = new RegExp(INVISIBLE.source, 'gu');

export function hasInvisibleCharacters(text: string): boolean {
  return INVISIBLE.test(text);
}

/** For text that is only compared or shown: phones copied from an address book come wrapped in bidi isolates. */
export function withoutInvisibleCharacters(text: string): string {
  return text.replace(EACH_INVISIBLE, '');
}
