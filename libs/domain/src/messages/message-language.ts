import { MESSAGE_LANGUAGES, type MessageLanguage } from './message.ts';

/** Other codes of a language that messages are written in. ISO 639-1 once had `in` for Indonesian; the rest are macrolanguages' parts and three-letter codes. */
const OTHER_CODES: Readonly<Record<string, MessageLanguage>> = {
  in: 'id',
  ind: 'id',
  eng: 'en',
  guj: 'gu',
  swe: 'sv',
  cmn: 'zh',
  zho: 'zh',
  chi: 'zh',
};

/**
 * The language that a message to a customer of this language is written in: `zh-CN`, `gu_IN` and the old `in` are
 * understood, and what nothing is written in becomes English.
 */
export function messageLanguage(language: string): MessageLanguage {
  const [primary = ''] = language.trim().toLowerCase().split(/[-_]/);
  return (
    MESSAGE_LANGUAGES.find((written) => written === primary) ??
    (Object.hasOwn(OTHER_CODES, primary) ? OTHER_CODES[primary] : undefined) ??
    'en'
  );
}
