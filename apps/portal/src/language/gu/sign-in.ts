import type { signIn as english } from '../en/sign-in.ts';
import type { Translated } from '../texts.ts';

export const signIn: Translated<typeof english> = {
  'sign-in.heading': 'સાઇન ઇન કરો',
  'sign-in.button': 'સાઇન ઇન',
  'sign-in.login': 'ઈ-મેઇલ, ફોન નંબર અથવા યુઝરનેમ',
  'sign-in.password': 'પાસવર્ડ',
  'sign-in.to-forgot': 'પાસવર્ડ ભૂલી ગયા છો?',
  'sign-in.to-code': 'મારી પાસે કોડ છે',
  'to-sign-in': 'સાઇન ઇન પર જાઓ',
  'notice.signed-out': 'તમે સાઇન આઉટ થઈ ગયા છો.',
  'notice.session-ended': 'આ પેજ જોવા માટે કૃપા કરીને સાઇન ઇન કરો.',
};
