import { foldText } from './words.ts';

/** What is said or printed before a number ("order no. 1003", "Bestellung Nr. 1003"), and leading zeros. */
const INTRODUCTION = /^(?:0|ORDER|BESTELLUNG|PESANAN|NUMBER|NOMOR|NUM|NO|NR)+(?=.*\d)/;

/**
 * An order number for comparing and searching: capitals and digits only, without what introduces it and without
 * leading zeros; `#1003`, `# 1003`, `no. 1003` and `1003` are one. Empty when nothing is left.
 */
export function normaliseOrderNumber(raw: string): string {
  return foldText(raw)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(INTRODUCTION, '');
}
