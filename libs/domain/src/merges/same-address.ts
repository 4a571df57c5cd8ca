import { foldDigits } from '../identifiers/index.ts';
import type { AddressFacts } from './merge-facts.ts';

/**
 * Whether an address says nothing that `kept` does not say: written the same but for case, spaces and punctuation, in any
 * script. A name, company, province or phone may be left out of it, but never be another.
 */
export function saysNoMore(address: AddressFacts, kept: AddressFacts): boolean {
  const same = (of: (each: AddressFacts) => string) => of(address) === of(kept);
  const leftOut = (of: (each: AddressFacts) => string) => of(address) === '';
  return (
    [street, city, postcode, country].every(same) &&
    [name, company, province, phone].every((of) => leftOut(of) || same(of))
  );
}

const street = ({ line1, line2 }: AddressFacts) => words(`${line1} ${line2}`);
const city = (address: AddressFacts) => words(address.city);
const postcode = (address: AddressFacts) => words(address.postcode).replaceAll(' ', '');
const country = (address: AddressFacts) => words(address.country);
const name = (address: AddressFacts) => words(address.name);
const company = (address: AddressFacts) => words(address.company);
const province = (address: AddressFacts) => words(address.province);
const phone = (address: AddressFacts) => words(address.phone).replaceAll(' ', '');

/** The words of a text, of any script and width, in small letters; vowel signs belong to their letters. */
function words(text: string): string {
  return foldDigits(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
