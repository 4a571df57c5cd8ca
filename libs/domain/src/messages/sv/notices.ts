import type { NoticeTexts } from '../texts.ts';

const CALL =
  'Om du inte har bett om detta: ring vår kundtjänst genast, eller svara på meddelandet. Vänta inte.';
const OBJECT = [
  'Om du inte har bett om detta: säg till oss genast. Vänta inte.\nDet var inte jag: {objection}\nDu kan också ringa vår kundtjänst eller svara på meddelandet.',
  CALL,
];
const SMS_CALL = 'Var det inte du? Ring vår kundtjänst genast.';
const SMS_OBJECT = ['Det var inte jag: {objection}', SMS_CALL];

/** The messages that tell what happened, in Swedish. */
export const notices: NoticeTexts = {
  'email-change-requested': {
    subject: '{shop}: en ny e-postadress har begärts',
    email: [
      'På våra sidor eller hos vår kundtjänst har någon bett om att en ny e-postadress ska kunna användas för att logga in på ditt konto.',
      'Ny e-postadress: {email}\nBegärd: {at}',
      'Den börjar gälla först när den som har adressen bekräftar den.',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: den {at} begärdes att {email} ska kunna användas för att logga in på ditt konto.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'email-change-effective': {
    subject: '{shop}: ny e-postadress för att logga in på ditt konto',
    email: [
      'En ny e-postadress används nu för att logga in på ditt konto.',
      'Ny e-postadress: {email}\nSedan: {at}',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: sedan {at} används e-postadressen {email} för att logga in på ditt konto.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'phone-change-requested': {
    subject: '{shop}: ett nytt telefonnummer har begärts',
    email: [
      'På våra sidor eller hos vår kundtjänst har någon bett om att ett nytt telefonnummer ska kunna användas för att logga in på ditt konto.',
      'Nytt telefonnummer: {phone}\nBegärt: {at}',
      'Det börjar gälla först när den som har numret bekräftar det.',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: den {at} begärdes att {phone} ska kunna användas för att logga in på ditt konto.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'phone-change-effective': {
    subject: '{shop}: nytt telefonnummer för att logga in på ditt konto',
    email: [
      'Ett nytt telefonnummer används nu för att logga in på ditt konto.',
      'Nytt telefonnummer: {phone}\nSedan: {at}',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: sedan {at} används telefonnumret {phone} för att logga in på ditt konto.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'phone-moved-away': {
    subject: '{shop}: ett telefonnummer har lämnat ditt konto',
    email: [
      'Ett telefonnummer används nu för att logga in på ett annat konto, och inte längre på ditt.',
      'Telefonnummer: {phone}\nSedan: {at}',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: sedan {at} används telefonnumret {phone} inte längre för att logga in på ditt konto.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'change-held': {
    subject: '{shop}: en ändring väntar innan den börjar gälla',
    email: [
      [
        'Den nya e-postadressen {email} har bekräftats för ditt konto.',
        'Det nya telefonnumret {phone} har bekräftats för ditt konto.',
        'En ändring av ditt konto har bekräftats.',
      ],
      [
        'För säkerhets skull väntar ändringen. Den börjar gälla: {until}\nTill dess är allt som förut.',
        'För säkerhets skull väntar ändringen tills någon hos butiken har beslutat. Till dess är allt som förut.',
      ],
      OBJECT,
      '{never}',
    ],
    sms: [
      [
        '{shop}: den nya e-postadressen {email} har bekräftats.',
        '{shop}: det nya telefonnumret {phone} har bekräftats.',
        '{shop}: en ändring av ditt konto har bekräftats.',
      ],
      [
        'För säkerhets skull gäller det först från den {until}.',
        'För säkerhets skull måste någon hos butiken först besluta.',
      ],
      SMS_OBJECT,
      '{never}',
    ],
  },
  'change-cancelled': {
    subject: '{shop}: en ändring har avbrutits',
    email: [
      'En ändring som begärdes för ditt konto har avbrutits. Ingenting har ändrats.',
      [
        'Ny e-postadress: {email}\nAvbruten: {at}',
        'Nytt telefonnummer: {phone}\nAvbruten: {at}',
        'Avbruten: {at}',
      ],
      'Om du fortfarande vill göra ändringen får du begära den igen.',
      '{never}',
    ],
    sms: [
      '{shop}: en ändring som begärdes för ditt konto avbröts den {at}. Ingenting har ändrats.',
      '{never}',
    ],
  },
  'change-reversed': {
    subject: '{shop}: en ändring har tagits tillbaka',
    email: [
      'En tidigare ändring av ditt konto har tagits tillbaka. Kontot är åter som det var innan.',
      [
        'E-postadress: {email}\nTillbakatagen: {at}',
        'Telefonnummer: {phone}\nTillbakatagen: {at}',
        'Tillbakatagen: {at}',
      ],
      OBJECT,
      '{never}',
    ],
    sms: ['{shop}: den {at} togs en tidigare ändring av ditt konto tillbaka.', SMS_OBJECT, '{never}'],
  },
  'account-locked': {
    subject: '{shop}: ditt konto är låst',
    email: [
      'Någon har meddelat oss att de inte har gjort en ändring av ditt konto. För säkerhets skull är kontot låst tills vår kundtjänst har sett över det.',
      'Låst: {at}',
      'Du behöver inte göra något. Om du vill tala om det, ring vår kundtjänst.',
      '{never}',
    ],
    sms: [
      '{shop}: någon har meddelat oss att de inte har gjort en ändring av ditt konto. Sedan {at} är kontot låst tills vår kundtjänst har sett över det.',
      '{never}',
    ],
  },
  'name-changed': {
    subject: '{shop}: ditt namn har ändrats',
    email: ['Namnet på ditt konto har ändrats.', 'Ändrat: {at}', CALL, '{never}'],
    sms: ['{shop}: namnet på ditt konto ändrades den {at}.', SMS_CALL, '{never}'],
  },
  'password-changed': {
    subject: '{shop}: ditt lösenord har ändrats',
    email: [
      'Lösenordet till ditt konto har ändrats.',
      'Ändrat: {at}',
      'Alla dina sessioner har avslutats, på alla enheter. Logga in igen med det nya lösenordet.',
      [
        'Om det inte var du: säg till oss genast. Vänta inte.\nDet var inte jag: {objection}\nDu kan också ringa vår kundtjänst eller svara på meddelandet.',
        'Om det inte var du: ring vår kundtjänst genast, eller svara på meddelandet. Vänta inte.',
      ],
      '{never}',
    ],
    sms: [
      '{shop}: ditt lösenord ändrades den {at}. Alla dina sessioner har avslutats.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'sessions-ended': {
    subject: '{shop}: du har loggats ut överallt',
    email: [
      'Alla sessioner på ditt konto har avslutats. Du är utloggad på alla enheter.',
      'Avslutade: {at}',
      'Logga in igen med ditt lösenord.',
      CALL,
      '{never}',
    ],
    sms: [
      '{shop}: den {at} avslutades alla sessioner på ditt konto. Logga in igen med ditt lösenord.',
      SMS_CALL,
      '{never}',
    ],
  },
};
