import type { MessageTexts } from '../texts.ts';
import { codes } from './codes.ts';
import { merges } from './merges.ts';
import { notices } from './notices.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Every message in English. Its SMS keep to the GSM alphabet: one letter outside it would more than double their price. */
export const en: MessageTexts = {
  never: 'Our staff never ask for your password.',
  space: ' ',
  instant: ({ day, month, year, clock }) =>
    `${String(day)} ${MONTHS[month] ?? ''} ${String(year)}, ${clock} UTC`,
  minutes: (count) => (count === 1 ? '1 minute' : `${String(count)} minutes`),
  hours: (count) => (count === 1 ? '1 hour' : `${String(count)} hours`),
  templates: { ...codes, ...notices, ...merges },
};
