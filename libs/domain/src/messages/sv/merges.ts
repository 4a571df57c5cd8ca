import type { MergeTexts } from '../texts.ts';

const CALL =
  'Om du inte känner till detta, eller om något av kontona inte är ditt: ring vår kundtjänst genast, eller svara på meddelandet. Vänta inte.';
const OBJECT = [
  'Om du inte känner till detta, eller om något av kontona inte är ditt: säg till oss genast. Vänta inte.\nDet var inte jag: {objection}\nDu kan också ringa vår kundtjänst eller svara på meddelandet.',
  CALL,
];
const SMS_CALL = 'Var det inte du? Ring vår kundtjänst genast.';
const SMS_OBJECT = ['Det var inte jag: {objection}', SMS_CALL];

/** What is told about a merge and about its undoing, in Swedish. */
export const merges: MergeTexts = {
  'accounts-merged': {
    subject: '{shop}: dina två konton är nu ett',
    email: [
      'Två av dina konton har slagits ihop till ett. Där finns beställningar, adresser, poäng och tillgodohavanden från båda.',
      'Så loggar du in nu: {logins}\nSammanslaget: {at}',
      'Du har loggats ut överallt. Av de två lösenorden gäller bara det ena. Om ditt inte fungerar väljer du ett nytt här:\n{forgot}',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: dina två konton är nu ett. Logga in med {logins}.',
      'Bara ett av lösenorden gäller.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'merge-undone': {
    subject: '{shop}: dina konton är två igen',
    email: [
      'Två konton som slogs ihop är nu två igen, vart och ett med sitt eget innehåll.',
      ['Så loggar du in på det återställda kontot: {logins}\nÅterställt: {at}', 'Återställt: {at}'],
      'Det återställda kontot har inget lösenord. Välj ett nytt med kontots e-postadress här:\n{forgot}\nOm kontot saknar e-postadress ringer du vår kundtjänst.',
      'Du har loggats ut överallt. På det andra kontot loggar du in som förut.',
      CALL,
      '{never}',
    ],
    sms: [
      '{shop}: sedan {at} är dina konton två igen.',
      [
        'Det återställda ({logins}) har inget lösenord. Välj ett: {forgot}',
        'Det återställda har inget lösenord. Välj ett: {forgot}',
      ],
      SMS_CALL,
      '{never}',
    ],
  },
};
