import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { MatchSource } from '@relink/domain';

/** An account and the person whose it is, which only the judgement may read. */
export type Known = { readonly source: MatchSource; readonly person: string };

const DATE = /^(\d{4})(\d{2})(\d{2})$/;

/**
 * A file of FEBRL's generator (rec-N-org and rec-N-dup-M are one person) as accounts without contacts. The number of
 * social security is left out.
 */
export async function readFebrl(file: string): Promise<Known[]> {
  const rows: unknown = parse(await readFile(file), { columns: true, trim: true, bom: true });
  return (rows as Readonly<Record<string, string>>[]).map(knownOf);
}

function knownOf(row: Readonly<Record<string, string>>): Known {
  const field = (name: string) => row[name] ?? '';
  const [, year, month, day] = DATE.exec(field('date_of_birth')) ?? [];
  const address = {
    name: '',
    line1: `${field('street_number')} ${field('address_1')}`.trim(),
    line2: field('address_2'),
    city: field('suburb'),
    province: field('state'),
    postcode: field('postcode'),
    country: '',
    phone: '',
  };
  const source: MatchSource = {
    id: field('rec_id'),
    firstName: field('given_name'),
    lastName: field('surname'),
    birthDate: year === undefined ? null : `${year}-${month ?? ''}-${day ?? ''}`,
    country: '',
    beganAt: null,
    orderCount: 0,
    identifiers: [],
    addresses: [address],
    shipped: [],
  };
  return { source, person: field('rec_id').split('-')[1] ?? '' };
}
