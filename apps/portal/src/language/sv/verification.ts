import type { verification as english } from '../en/verification.ts';
import type { Translated } from '../texts.ts';

export const verification: Translated<typeof english> = {
  'code.heading': 'Ange din kod',
  'code.intro': 'Skriv de 6 siffrorna i meddelandet som vi skickade till dig.',
  'code.caution': 'Gör bara detta om du själv har kontaktat oss. Annars ska du inte skriva in koden.',
  'code.code': 'Kod med 6 siffror',
  'code.reference': 'Referens',
  'code.reference-hint': 'Den står i samma meddelande som koden.',
  'code.change-reference': 'Använd en annan referens',
  'code.button': 'Skicka koden',
  'code.accepted.heading': 'Din kod godtogs',
  'code.accepted.evidence':
    'Tack. Nu ser vår kundtjänst den. Om du talar med oss i telefon kan du fortsätta samtalet.',
  'code.accepted.email-confirmation':
    'Din e-postadress är bekräftad. Från och med nu kan du logga in med den.',
  'code.accepted.phone-confirmation':
    'Ditt telefonnummer är bekräftat. Från och med nu kan du logga in med det.',
  'code.accepted.waits-for-agreement':
    'Ditt telefonnummer är bekräftat. Det loggar fortfarande in på ett annat konto, så vi skickade en kod till en av det kontots kontaktuppgifter. Det flyttas när den koden har angetts här.',
  'code.accepted.identifier-move':
    'Tack. Nu vet vi att kontaktuppgiften är din. Om du talar med oss i telefon kan du fortsätta samtalet.',
};
