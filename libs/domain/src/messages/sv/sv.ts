import type { MessageTexts } from '../texts.ts';
import { codes } from './codes.ts';
import { merges } from './merges.ts';
import { notices } from './notices.ts';

const MONTHS = [
  'januari',
  'februari',
  'mars',
  'april',
  'maj',
  'juni',
  'juli',
  'augusti',
  'september',
  'oktober',
  'november',
  'december',
];

/** Every message in Swedish. Its SMS keep to the GSM alphabet, which holds å, ä and ö. */
export const sv: MessageTexts = {
  never: 'Vår personal frågar aldrig efter ditt lösenord.',
  space: ' ',
  instant: ({ day, month, year, clock }) =>
    `${String(day)} ${MONTHS[month] ?? ''} ${String(year)}, ${clock} UTC`,
  minutes: (count) => (count === 1 ? '1 minut' : `${String(count)} minuter`),
  hours: (count) => (count === 1 ? '1 timme' : `${String(count)} timmar`),
  templates: { ...codes, ...notices, ...merges },
};
