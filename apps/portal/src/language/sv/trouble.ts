import type { trouble as english } from '../en/trouble.ts';
import type { Translated } from '../texts.ts';

export const trouble: Translated<typeof english> = {
  'trouble.heading': 'Det gick inte',
  'trouble.unreachable':
    'Vi fick inget svar. Så vitt vi vet har ingenting ändrats. Det du skrev finns kvar: försök igen. Det görs inte två gånger.',
  'trouble.no-answer': 'Vi fick inget svar. Kontrollera din anslutning och försök igen.',
  'trouble.other': 'Något gick fel. Ingenting har ändrats. Försök igen.',
  'trouble.invalid-input': 'Kontrollera det du skrev.',
  'trouble.request-in-flight': 'Vi arbetar fortfarande med det. Försök igen om en stund.',
  'trouble.overtaken': 'Något annat ändrades i samma ögonblick, så här har ingenting ändrats. Försök igen.',
  'trouble.signed-out': 'Logga in först.',
  'trouble.wrong-credentials':
    'Namnet eller lösenordet stämmer inte. Kontrollera båda, eller välj ett nytt lösenord.',
  'trouble.too-many-tries': 'Det blev för många försök. Vänta en stund innan du försöker igen.',
  'trouble.cross-site': 'Öppna sidan från början och försök en gång till.',
  'trouble.account-not-active': 'Kontot går inte att använda just nu. Ring vår kundtjänst.',
  'trouble.account-locked': 'Kontot är låst för tillfället. Ring vår kundtjänst.',
  'trouble.email-in-use': 'E-postadressen hör redan till ett annat konto. Ring vår kundtjänst.',
  'trouble.email-claimed': 'E-postadressen väntar på att bekräftas för ett annat konto. Ring vår kundtjänst.',
  'trouble.email-already-yours': 'Du loggar redan in med den här e-postadressen.',
  'trouble.phone-in-use': 'Telefonnumret hör redan till ett annat konto. Ring vår kundtjänst.',
  'trouble.phone-claimed': 'Telefonnumret väntar på att bekräftas för ett annat konto. Ring vår kundtjänst.',
  'trouble.phone-already-yours': 'Du loggar redan in med det här telefonnumret.',
  'trouble.phone-holder-must-agree':
    'Telefonnumret används för att logga in på ett annat konto, som måste godkänna det först. Ange koden som vi skickade till en av det kontots kontaktuppgifter.',
  'trouble.change-already-pending':
    'En ny e-postadress eller ett nytt telefonnummer väntar redan på att bekräftas. Bekräfta eller avbryt det först.',
  'trouble.wrong-password': 'Ditt nuvarande lösenord stämmer inte.',
  'trouble.not-changeable-now':
    'Det går inte att ändra här just nu. Ingenting har ändrats. Ring vår kundtjänst.',
  'trouble.changes-stopped':
    'Inga ändringar är möjliga för tillfället. Ingenting har ändrats. Försök igen senare.',
  'trouble.account-opposed':
    'Någon har meddelat oss att de inte har gjort en ändring av kontot. Ring vår kundtjänst.',
  'trouble.code-not-accepted': 'Koden gäller inte. Kontrollera koden och referensen, eller be om en ny kod.',
  'trouble.code-too-soon': 'En kod skickades alldeles nyss. Vänta lite innan du ber om en till.',
  'trouble.code-limit-reached': 'Det går inte att skicka fler koder i dag. Ring vår kundtjänst.',
  'trouble.link-not-accepted': 'Länken gäller inte längre. Be om en ny.',
  'trouble.password-too-weak': 'Lösenordet är för lätt att gissa. Välj ett längre eller mindre vanligt.',
  'trouble.picture-unreadable': 'En av bilderna går inte att läsa. Ta om den.',
  'trouble.picture-heic':
    'En av bilderna är av ett slag som vi inte kan läsa. Ta den här på sidan i stället.',
  'trouble.picture-pdf': 'Sådana filer kan vi inte ta emot. Skicka bilder av legitimationen.',
  'trouble.picture-too-large': 'En av bilderna är för stor. Ta en mindre.',
  'trouble.uploads-busy': 'Det kommer många bilder just nu. Försök igen om en stund.',
  'trouble.database-unavailable': 'Det går inte just nu. Ingenting har ändrats. Försök igen om en stund.',
};
