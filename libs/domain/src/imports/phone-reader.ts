import { type NormalisedPhone, normalisePhone } from '../identifiers/index.ts';

const REMEMBERED = 5000;

/**
 * Normalises the phones of one file. A customer's phone comes back with each of their orders, and reading it is the
 * dearest part of a row, so the last some thousand are remembered.
 */
export class PhoneReader {
  private readonly known = new Map<string, NormalisedPhone>();

  read(written: string, country: string | null): NormalisedPhone {
    const key = `${country ?? ''} ${written}`;
    const known = this.known.get(key);
    if (known) return known;
    const phone = normalisePhone(written, country);
    if (this.known.size >= REMEMBERED) this.known.clear();
    this.known.set(key, phone);
    return phone;
  }
}
