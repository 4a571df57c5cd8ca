import type { SayTexts } from './say-code.ts';

export const sv: SayTexts = {
  greeting:
    'Tack för att du ringer. Jag hjälper dig in på ditt konto igen. Först måste jag försäkra mig om att det är ditt.',
  'ask-questions': 'Jag ställer några frågor om kontot. Svara så exakt du kan.',
  'round-enough': 'Tack, det räckte.',
  'round-not-enough':
    'Jag beklagar, med de här svaren kan jag inte gå vidare. Jag kan inte säga vilket av dem det var.',
  'code-sent':
    'Jag skickar en kod till dig nu. Skriv in den på sidan som står i meddelandet och säg den inte till någon, inte ens till mig.',
  'spoken-code-sent':
    'Jag skickar en kod till dig nu. Eftersom det är du som har ringt får du läsa upp den för mig.',
  'prove-the-desk':
    'Så att du vet att det verkligen är vi: i meddelandet står en kort kod, och den läser jag upp för dig nu.',
  verified: 'Tack. Nu vet jag att kontot är ditt.',
  'email-asked':
    'Jag har skickat ett meddelande till den nya adressen. Öppna det och bekräfta att adressen är din. Alla andra kontakter på kontot får veta det.',
  'phone-asked': 'Jag har skickat en kod till det nya numret. Skriv in den på sidan som står i meddelandet.',
  'change-held':
    'Din nya kontakt är bekräftad. För att skydda ditt konto börjar den gälla lite senare. Du behöver inte göra något.',
  'change-to-decide':
    'Din nya kontakt är bekräftad. För att skydda ditt konto beslutar en kollega till mig innan den börjar gälla. Du får besked av oss.',
  'reset-sent':
    'Jag har skickat en länk till dig. Med den väljer du själv ett nytt lösenord. Ingen här kan se det.',
  'sessions-ended': 'Jag har loggat ut ditt konto på alla enheter.',
  'call-you-back':
    'Jag håller ditt ärende öppet. Ditt ärendenummer är det som jag läste upp; säg det när du ringer igen.',
  goodbye: 'Nu kan du logga in igen. Kan jag hjälpa dig med något mer?',
  'one-moment': 'Ett ögonblick, jag ser efter.',
  'more-questions': 'Innan jag kan ändra något måste jag försäkra mig om att kontot är ditt.',
  'last-order-needed':
    'Berätta om din senaste beställning: numret, eller vad du köpte, i vilken månad och för hur mycket.',
  'cannot-verify-today':
    'För din säkerhet kan vi inte kontrollera det här kontot just nu. Ring igen i morgon. Ingenting på kontot har ändrats.',
  'another-contact':
    'Det går inte med den här kontakten. Kan jag nå dig på något annat sätt som finns på kontot?',
  'no-contact-left':
    'Det finns inget sätt på kontot att nå dig. En kollega kan gå vidare med en id-handling.',
  'wait-for-the-code':
    'Meddelandet kan dröja lite. Leta efter det och skriv in koden på sidan som står i det.',
  'wait-for-the-confirmation': 'En ändring väntar redan på att bekräftas. Leta efter meddelandet om den.',
  'another-email': 'Jag kan inte använda den adressen för ditt konto. Har du någon annan?',
  'another-phone': 'Jag kan inte använda det numret för ditt konto. Har du något annat?',
  'phone-holder-must-agree':
    'Numret används. Den som använder det måste först säga ja: vi skickar ett meddelande dit.',
  'holder-must-call':
    'För att skydda kontot kan jag bara tala med den som äger det. Be personen att ringa oss.',
  'holder-died': 'Jag beklagar sorgen. En kollega talar om vilka papper vi behöver och tar hand om kontot.',
  'not-today': 'Just nu kan vi inte ändra några konton. Ring igen lite senare. Ingenting har gått förlorat.',
  'colleague-takes-over': 'En kollega går vidare med det här. Ett ögonblick.',
  'account-cannot-change': 'Jag kan inte ändra något på det här kontot. En kollega tittar på det.',
  'code-not-right': 'Den koden stämmer inte. Titta på det senaste meddelandet igen.',
  'suspected-fraud':
    'Tack. Jag har skrivit ner allt. Vi undersöker saken och hör av oss genom kontakterna på kontot.',
};
