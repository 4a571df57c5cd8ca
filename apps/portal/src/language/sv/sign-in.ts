import type { signIn as english } from '../en/sign-in.ts';
import type { Translated } from '../texts.ts';

export const signIn: Translated<typeof english> = {
  'sign-in.heading': 'Logga in',
  'sign-in.button': 'Logga in',
  'sign-in.login': 'E-postadress, telefonnummer eller användarnamn',
  'sign-in.password': 'Lösenord',
  'sign-in.to-forgot': 'Har du glömt lösenordet?',
  'sign-in.to-code': 'Jag har en kod',
  'to-sign-in': 'Till inloggningen',
  'notice.signed-out': 'Du är utloggad.',
  'notice.session-ended': 'Logga in för att se den här sidan.',
};
