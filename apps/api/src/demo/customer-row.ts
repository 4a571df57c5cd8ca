import type { Country } from './countries.ts';

/** A row of Shopify's customer export, by column. */
export type CustomerRow = Readonly<Record<string, string>>;
export type OrderRow = Readonly<Record<string, string>>;

/** Somebody of the demo shop. */
export type Person = {
  readonly id: string;
  readonly country: Country;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly addressPhone: string;
  readonly street: string;
  readonly flat: string;
  readonly city: Country['cities'][number];
};

/** A line of the customer export. */
export function customerRow(person: Person): CustomerRow {
  return {
    'Customer ID': person.id,
    'First Name': person.firstName,
    'Last Name': person.lastName,
    Email: person.email,
    'Default Address Address1': person.street,
    'Default Address Address2': person.flat,
    'Default Address City': person.city.name,
    'Default Address Province Code': person.city.province,
    'Default Address Country Code': person.country.code,
    'Default Address Zip': person.city.postcode,
    'Default Address Phone': person.addressPhone,
    Phone: person.phone,
    Tags: person.email === '' ? 'phone-only' : '',
  };
}
