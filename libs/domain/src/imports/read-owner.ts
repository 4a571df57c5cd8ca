import { normaliseEmail } from '../identifiers/index.ts';
import type { OwnerField } from './fields.ts';
import type { PhoneReader } from './phone-reader.ts';
import type { RowReader } from './row-reader.ts';

/**
 * What names the customer of an order, a gift card or a subscription. `email` and `phone` are in the normalised form of
 * identifiers, or as written where they cannot be valid; such a one equals no login.
 */
export type ImportedOwner = {
  readonly email: string;
  readonly phone: string;
  /** The shop's id of the customer, where the file says it. */
  readonly customerId?: string;
};

const CUSTOMER_ID = /^[\p{L}\p{N}#._\-/]{1,64}$/u;

/** `country` is where a phone is from that names none: ISO 3166 alpha-2. */
export function readOwner(
  read: RowReader<OwnerField>,
  phones: PhoneReader,
  country: string | null,
): ImportedOwner {
  const customerId = customerIdOf(read);
  return {
    email: emailOf(read),
    phone: phoneOf(read, phones, country),
    ...(customerId === '' ? {} : { customerId }),
  };
}

/** WooCommerce writes 0 for a guest. A text that is no id names nobody; the e-mail is asked then. */
function customerIdOf(read: RowReader<OwnerField>): string {
  const written = read.guarded('customerId');
  return CUSTOMER_ID.test(written) && !/^0+$/.test(written) ? written : '';
}

function emailOf(read: RowReader<OwnerField>): string {
  const written = read.raw('email').trim();
  const email = normaliseEmail(written);
  return email.ok ? email.normalised : written.toLowerCase();
}

function phoneOf(read: RowReader<OwnerField>, phones: PhoneReader, country: string | null): string {
  const written = read.guarded('phone');
  if (written === '') return '';
  const phone = phones.read(written, country);
  if (phone.ok) return phone.e164;
  read.note('phone', 'order-phone-impossible');
  return written;
}
