import { columnName, type Columns } from './columns.ts';
import type { CustomerField } from './fields.ts';
import { saysDetails } from './map-details.ts';

/** What a file says anything about: what it has no column for stays as it is. */
export type Said = {
  readonly name: boolean;
  readonly country: boolean;
  readonly address: boolean;
  readonly note: boolean;
  readonly tags: boolean;
  readonly email: boolean;
  readonly phone: boolean;
  readonly addressPhone: boolean;
  readonly username: boolean;
  /** Birth date, points, consents, holds and the like. */
  readonly details: boolean;
  /** What the columns of the logins are called, for what is to be said about them. */
  readonly columns: { readonly email: string; readonly phone: string; readonly username: string };
};

/** Told from the header, once per file. */
export function saidBy(columns: Columns<CustomerField>): Said {
  const has = (...fields: CustomerField[]) => fields.some((field) => columnName(columns, field) !== '');
  return {
    name: has('firstName', 'lastName', 'fullName'),
    country: has('country'),
    address: has('line1', 'line2', 'company', 'city', 'province', 'postcode'),
    note: has('note'),
    tags: has('tags'),
    email: has('email'),
    phone: has('phone'),
    addressPhone: has('addressPhone'),
    username: has('username'),
    details: saysDetails(columns),
    columns: {
      email: columnName(columns, 'email'),
      phone: columnName(columns, has('phone') ? 'phone' : 'addressPhone'),
      username: columnName(columns, 'username'),
    },
  };
}
