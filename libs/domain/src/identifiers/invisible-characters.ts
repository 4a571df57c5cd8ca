/**
 * Characters that show nothing or reorder what is shown: controls (NUL too), bidi controls, zero-width and other
 * format characters, line separators, blank letters, variation selectors, lone surrogates, private use. They make two values look like
 * one, so a value used as a way in may not hold any.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFE00-\uFE0F\uFFA0\u{E0100}-\u{E01EF}]/u;
const EACH_INVISIBLE = new RegExp(INVISIBLE.source, 'gu');

export function hasInvisibleCharacters(text: string): boolean {
  return INVISIBLE.test(text);
}

/** For text that is only compared or shown: phones copied from an address book come wrapped in bidi isolates. */
export function withoutInvisibleCharacters(text: string): string {
  return text.replace(EACH_INVISIBLE, '');
}
