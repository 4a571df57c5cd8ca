import type { objections as english } from '../en/objections.ts';
import type { Translated } from '../texts.ts';

export const objections: Translated<typeof english> = {
  'not-me.heading': 'Det var inte jag',
  'not-me.intro':
    'Vi berättade för dig om en ändring av ditt konto. Om det inte var du trycker du på knappen. Då stoppar vi ändringen genast.',
  'not-me.caution': 'Om du själv bad om ändringen stänger du sidan: då händer ingenting.',
  'not-me.button': 'Det var inte jag',
  'not-me.no-link':
    'Den här sidan behöver länken i vårt meddelande. Öppna länken i meddelandet igen, eller ring vår kundtjänst.',
  'not-me.done.heading': 'Tack för att du sade till',
  'not-me.cancelled': 'Ändringen är avbruten. Ingenting på ditt konto har ändrats.',
  'not-me.cancelled.next':
    'Du behöver inte göra något. Om du får fler meddelanden som du inte har bett om ringer du vår kundtjänst.',
  'not-me.locked': 'Ditt konto är låst och alla är utloggade från det. Nu kan ingen ändra något där.',
  'not-me.locked.next':
    'Vår kundtjänst tittar på det och skriver till dig. Du behöver inte göra något. Ring oss om det är bråttom.',
  'not-me.noted': 'Det finns inget kvar att stoppa: ändringen har redan avbrutits eller tagits tillbaka.',
  'not-me.noted.next': 'Ring vår kundtjänst om något på ditt konto inte verkar stämma.',
  'held.accepted':
    'Godkänt. För säkerhets skull väntar ändringen: den börjar gälla {at}. Till dess är allt som förut.',
};
