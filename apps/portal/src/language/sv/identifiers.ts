import type { identifiers as english } from '../en/identifiers.ts';
import type { Translated } from '../texts.ts';

export const identifiers: Translated<typeof english> = {
  'confirm.heading': 'Bekräfta din e-postadress',
  'confirm.intro':
    'Tryck på knappen för att bekräfta att e-postadressen är din. Sedan kan du logga in med den.',
  'confirm.caution': 'Om du inte har bett om detta stänger du sidan: då händer ingenting.',
  'confirm.button': 'Bekräfta min e-postadress',
  'confirm.to-code': 'Jag har en kod i stället',
  'confirm.no-link':
    'Den här sidan behöver länken i ditt meddelande. Öppna länken i meddelandet igen, eller använd koden där.',
  'confirm.done.heading': 'Din e-postadress är bekräftad',
  'confirm.done.text': 'Från och med nu kan du logga in med den.',
  'confirm.done.to-forgot': 'Jag kan inte mitt lösenord',
};
