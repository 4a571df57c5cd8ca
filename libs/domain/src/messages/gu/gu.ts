import type { MessageTexts } from '../texts.ts';
import { codes } from './codes.ts';
import { merges } from './merges.ts';
import { notices } from './notices.ts';

const MONTHS = [
  'જાન્યુઆરી',
  'ફેબ્રુઆરી',
  'માર્ચ',
  'એપ્રિલ',
  'મે',
  'જૂન',
  'જુલાઈ',
  'ઑગસ્ટ',
  'સપ્ટેમ્બર',
  'ઑક્ટોબર',
  'નવેમ્બર',
  'ડિસેમ્બર',
];

/** Every message in Gujarati, in the words of the portal's pages. */
export const gu: MessageTexts = {
  never: 'અમારો સ્ટાફ ક્યારેય તમારો પાસવર્ડ માંગતો નથી.',
  space: ' ',
  instant: ({ day, month, year, clock }) =>
    `${String(day)} ${MONTHS[month] ?? ''}, ${String(year)}, ${clock} UTC`,
  minutes: (count) => `${String(count)} મિનિટ`,
  hours: (count) => `${String(count)} કલાક`,
  templates: { ...codes, ...notices, ...merges },
};
