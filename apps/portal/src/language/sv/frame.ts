import type { frame as english } from '../en/frame.ts';
import type { Translated } from '../texts.ts';

export const frame: Translated<typeof english> = {
  brand: 'Ditt konto',
  'language.label': 'Språk',
  'staff.never': 'Vår personal frågar aldrig efter ditt lösenord. Lämna aldrig ut det till någon.',
  busy: 'Vänta lite…',
  loading: 'Laddar…',
  'missing.heading': 'Sidan finns inte',
  'missing.text': 'Kontrollera adressen, eller öppna länken i meddelandet igen.',
  'field.code': 'Skriv de 6 siffrorna i meddelandet.',
  'field.reference': 'Skriv referensen i meddelandet.',
  'field.spokenCode': 'Skriv in koden som du fick höra.',
  'field.email': 'Skriv din e-postadress, till exempel name@example.com.',
  'field.login': 'Skriv din e-postadress, ditt telefonnummer eller användarnamn.',
  'field.password': 'Skriv ett lösenord.',
  'field.token': 'Öppna länken i meddelandet igen.',
  'field.phone': 'Skriv ett telefonnummer, med landskod om det behövs.',
  'field.wishedAt': 'Välj en tid under de närmaste dagarna, eller lämna tomt.',
};
