import type { MessageTexts } from '../texts.ts';
import { codes } from './codes.ts';
import { merges } from './merges.ts';
import { notices } from './notices.ts';

const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];

/** Every message in Indonesian. Its SMS keep to the GSM alphabet, as the English ones do. */
export const id: MessageTexts = {
  never: 'Staf kami tidak pernah meminta kata sandi Anda.',
  space: ' ',
  instant: ({ day, month, year, clock }) =>
    `${String(day)} ${MONTHS[month] ?? ''} ${String(year)} pukul ${clock.replace(':', '.')} UTC`,
  minutes: (count) => `${String(count)} menit`,
  hours: (count) => `${String(count)} jam`,
  templates: { ...codes, ...notices, ...merges },
};
