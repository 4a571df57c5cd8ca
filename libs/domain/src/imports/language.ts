import type { MessageLanguage } from '../messages/index.ts';

const GUJARATI = /\p{Script=Gujarati}/u;
const HAN = /\p{Script=Han}/u;

/** Where Han signs are no sign of Chinese. */
const OTHER_HAN: readonly string[] = ['JP', 'KR'];

/** Countries where nearly everybody reads a language that Relink has texts in: ISO 3166-1 to ISO 639-1. */
const BY_COUNTRY: Readonly<Record<string, MessageLanguage>> = {
  CN: 'zh',
  HK: 'zh',
  ID: 'id',
  MO: 'zh',
  SE: 'sv',
  TW: 'zh',
};

/**
 * The language that messages to a customer are written in. The exports name none, so it is taken from the script of the
 * name, else from the country (null when it is not known), where Relink has texts in that language.
 */
export function likelyLanguage(name: string, country: string | null): MessageLanguage {
  if (GUJARATI.test(name)) return 'gu';
  if (HAN.test(name) && !OTHER_HAN.includes(country ?? '')) return 'zh';
  return (country !== null && Object.hasOwn(BY_COUNTRY, country) ? BY_COUNTRY[country] : undefined) ?? 'en';
}
