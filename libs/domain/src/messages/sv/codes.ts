import type { CodeTexts } from '../texts.ts';

const CODE = 'Kod: {code}\nReferens: {reference}';
const ENTER = 'Skriv in den här: {page}';
const ONCE = 'Den gäller i {duration} och bara en gång.';
const SECRET = 'Lämna inte ut den till någon, inte ens till vår personal.';
const NOT_CONTACTED = 'Om du inte har kontaktat oss: skriv inte in den, och ring vår kundtjänst.';
const NOT_ASKED = 'Om du inte har bett om detta behöver du inte göra något: då ändras ingenting.';
const CHECK = ['Vår medarbetare kan säga detta till dig: {check}. Om inte, är det inte vi.', ''];
const SMS_CHECK = ['Vår personal kan säga {check}. Annars är det inte vi.', ''];
const SMS_ENTER = 'Ange den på {page} inom {duration}.';

/** The messages with a code or a link, in Swedish. */
export const codes: CodeTexts = {
  'evidence-code': {
    subject: '{shop}: din kod',
    email: [
      'Du har kontaktat vår kundtjänst. Med den här koden visar du att kontot är ditt:',
      CODE,
      ENTER,
      `${ONCE} ${SECRET}`,
      CHECK,
      NOT_CONTACTED,
      '{never}',
    ],
    sms: [
      '{shop}: koden {code} visar oss att kontot är ditt.',
      SMS_ENTER,
      'Håll den hemlig.',
      SMS_CHECK,
      'Inte du? Ange den inte.',
      '{never}',
    ],
  },
  'spoken-code': {
    subject: '{shop}: din kod att läsa upp',
    email: [
      'Du talar med vår kundtjänst. Med den här koden visar du att kontot är ditt:',
      'Kod: {code}',
      'Läs upp den bara om du själv har ringt oss. Om någon ringde dig: säg ingenting och lägg på.',
      CHECK,
      ['Du kan också skriva in den själv: {page} (referens {reference}).', ''],
      ONCE,
      '{never}',
    ],
    sms: [
      '{shop}: koden {code} visar oss att kontot är ditt.',
      'Läs upp den bara om du ringde oss. Blev du uppringd? Lägg på.',
      SMS_CHECK,
      ['Eller: {page}.', ''],
      'Gäller i {duration}.',
      '{never}',
    ],
  },
  'identifier-move-code': {
    subject: '{shop}: din kod för att flytta en e-postadress eller ett telefonnummer',
    email: [
      [
        'Telefonnumret {phone} ska flyttas till ett annat av dina konton. Med den här koden godkänner du det:',
        'Den här e-postadressen ska flyttas till ett annat av dina konton. Med den här koden visar du att adressen är din:',
      ],
      CODE,
      ENTER,
      `${ONCE} ${SECRET}`,
      CHECK,
      NOT_CONTACTED,
      '{never}',
    ],
    sms: [
      [
        '{shop}: koden {code} flyttar {phone} till ditt andra konto.',
        '{shop}: koden {code} flyttar detta nummer till ditt andra konto.',
      ],
      SMS_ENTER,
      'Håll den hemlig.',
      SMS_CHECK,
      'Inte du? Ange den inte.',
      '{never}',
    ],
  },
  'email-confirmation': {
    subject: '{shop}: bekräfta din e-postadress',
    email: [
      'Du ska kunna logga in på ditt konto med den här e-postadressen. Bekräfta att adressen är din.',
      [
        'Öppna länken och tryck på knappen:\n{link}\n\nEller skriv in koden {code} med referensen {reference} här:\n{page}',
        'Öppna länken och tryck på knappen:\n{link}',
        'Skriv in koden {code} med referensen {reference} här:\n{page}',
      ],
      ONCE,
      CHECK,
      NOT_ASKED,
      '{never}',
    ],
    sms: [
      [
        '{shop}: bekräfta e-post: {link} eller kod {code}, referens {reference}.',
        '{shop}: bekräfta e-post: {link}',
        '{shop}: bekräfta e-post med kod {code} på {page}.',
      ],
      'Gäller i {duration}.',
      SMS_CHECK,
      'Inte du? Gör inget.',
      '{never}',
    ],
  },
  'phone-confirmation': {
    subject: '{shop}: bekräfta ditt telefonnummer',
    email: [
      [
        'Du ska kunna logga in på ditt konto med telefonnumret {phone}. Bekräfta att numret är ditt.',
        'Du ska kunna logga in på ditt konto med ett nytt telefonnummer. Bekräfta att numret är ditt.',
      ],
      CODE,
      ENTER,
      `${ONCE} ${SECRET}`,
      CHECK,
      NOT_ASKED,
      '{never}',
    ],
    sms: [
      '{shop}: koden {code} bekräftar att du loggar in med detta telefonnummer.',
      SMS_ENTER,
      'Håll den hemlig.',
      SMS_CHECK,
      'Inte du? Gör inget.',
      '{never}',
    ],
  },
  'document-link': {
    subject: '{shop}: skicka oss ett foto av din legitimation',
    email: [
      'Du har kontaktat vår kundtjänst. För att vara säkra på att kontot är ditt ber vi om ett foto av din legitimation.',
      'Öppna länken och ta ett foto, eller välj ett som du redan har:\n{link}',
      'Två av våra medarbetare tittar på det, ingen annan. Vi raderar det inom ett dygn efter deras beslut.',
      `${ONCE} ${SECRET}`,
      CHECK,
      'Om du inte har kontaktat oss: öppna den inte, och ring vår kundtjänst.',
      '{never}',
    ],
    sms: [
      '{shop}: skicka ett foto av din legitimation: {link}',
      'Gäller i {duration}.',
      SMS_CHECK,
      'Inte du? Öppna den inte.',
      '{never}',
    ],
  },
  'password-reset': {
    subject: '{shop}: välj ett nytt lösenord',
    email: [
      'Ett nytt lösenord har begärts för ditt konto.',
      [
        'Öppna länken och välj ett nytt:\n{link}\n\nEller skriv in koden {code} med referensen {reference} här:\n{page}',
        'Öppna länken och välj ett nytt:\n{link}',
        'Skriv in koden {code} med referensen {reference} här, och välj ett nytt:\n{page}',
      ],
      'Det gäller i {duration} och bara en gång. När du sparar det nya lösenordet loggas du ut överallt.',
      `Om du inte har bett om detta behöver du inte göra något: då är lösenordet kvar som det är. ${SECRET}`,
      '{never}',
    ],
    sms: [
      [
        '{shop}: välj ett nytt lösenord: {link} eller kod {code}, referens {reference}.',
        '{shop}: välj ett nytt lösenord: {link}',
        '{shop}: välj ett nytt lösenord med kod {code} på {page}.',
      ],
      'Gäller i {duration}. Håll det hemligt. Inte du? Gör inget.',
      '{never}',
    ],
  },
};
