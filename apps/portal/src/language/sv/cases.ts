import type { cases as english } from '../en/cases.ts';
import type { Translated } from '../texts.ts';

export const cases: Translated<typeof english> = {
  'call-back.to': 'Har du bytt e-postadress eller mobilnummer?',
  'call-back.heading': 'Vi kan ringa dig',
  'call-back.intro':
    'Om du inte längre kommer åt din gamla e-postadress eller ditt gamla mobilnummer kan du lämna ett nummer. Vår kundtjänst ringer upp och hjälper dig in på ditt konto igen.',
  'call-back.phone': 'Nummer som vi kan ringa',
  'call-back.phone-hint': 'Skriv landskoden om det är ett utländskt nummer.',
  'call-back.time': 'Tid som passar dig (frivilligt)',
  'call-back.time-hint': 'Lämna tomt om du vill bli uppringd så snart som möjligt.',
  'call-back.button': 'Ring mig',
  'call-back.done.heading': 'Vi ringer dig',
  'call-back.done.text': 'Tack! Vår kundtjänst ringer det nummer du lämnade så snart det är din tur.',
};
