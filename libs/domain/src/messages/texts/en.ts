import type { MessageTexts } from './texts.ts';

const CODE = 'Code: {code}\nReference: {reference}';
const ENTER = 'Enter it here: {page}';
const ONCE = 'It works for {duration} and only once.';
const SECRET = 'Tell it to nobody, not even to our staff.';
const NOT_CONTACTED = 'If you did not contact us, do not enter it, and call our customer care.';
const OBJECT =
  'If you did not ask for this, call our customer care at once, or reply to this message. Do not wait.';
const SMS_OBJECT = 'Not you? Call our customer care at once.';

/** Every message in English. Its SMS keep to the GSM alphabet: one letter outside it would more than double their price. */
export const en: MessageTexts = {
  never: 'Our staff never ask for your password.',
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  minutes: (count) => (count === 1 ? '1 minute' : `${String(count)} minutes`),
  hours: (count) => (count === 1 ? '1 hour' : `${String(count)} hours`),
  templates: {
    'evidence-code': {
      subject: '{shop}: your code',
      email: [
        'You contacted our customer care. With this code you show that the account is yours:',
        CODE,
        ENTER,
        `${ONCE} ${SECRET}`,
        NOT_CONTACTED,
        '{never}',
      ],
      sms: [
        '{shop}: your code {code} shows our customer care that the account is yours.',
        'Enter it at {page} (reference {reference}) within {duration}.',
        'Tell it to nobody.',
        'Did not contact us? Do not enter it.',
        '{never}',
      ],
    },
    'spoken-code': {
      subject: '{shop}: your code to read out',
      email: [
        'You are talking to our customer care. With this code you show that the account is yours:',
        'Code: {code}',
        'Read it out only if you called us. If somebody called you, say nothing and hang up.',
        ['You can also enter it yourself: {page} (reference {reference}).', ''],
        ONCE,
        '{never}',
      ],
      sms: [
        '{shop}: your code {code} shows our customer care that the account is yours.',
        'Read it out only if you called us; if somebody called you, hang up.',
        ['Or enter it at {page} (reference {reference}).', ''],
        'Valid for {duration}.',
        '{never}',
      ],
    },
    'identifier-move-code': {
      subject: '{shop}: your code to move this e-mail',
      email: [
        'Our customer care was asked to move this e-mail address to another account of yours. With this code you show that the address is yours:',
        CODE,
        ENTER,
        `${ONCE} ${SECRET}`,
        NOT_CONTACTED,
        '{never}',
      ],
      sms: [
        '{shop}: code {code} moves this phone number to another account of yours.',
        'Enter it at {page} (reference {reference}) within {duration}.',
        'Tell it to nobody.',
        'Did not ask for it? Do not enter it.',
        '{never}',
      ],
    },
    'email-confirmation': {
      subject: '{shop}: confirm your e-mail',
      email: [
        'Our customer care was asked to let you sign in to your account with this e-mail address. Confirm that the address is yours.',
        [
          'Open this link and press the button:\n{link}\n\nOr enter the code {code} with the reference {reference} here:\n{page}',
          'Open this link and press the button:\n{link}',
          'Enter the code {code} with the reference {reference} here:\n{page}',
        ],
        ONCE,
        'If you did not ask for this, do nothing: then nothing changes.',
        '{never}',
      ],
      sms: [
        [
          '{shop}: confirm your e-mail: {link} or with code {code}, reference {reference}.',
          '{shop}: confirm your e-mail: {link}',
          '{shop}: confirm your e-mail with code {code} at {page} (reference {reference}).',
        ],
        'Valid for {duration}. Did not ask for it? Do nothing.',
        '{never}',
      ],
    },
    'email-change-requested': {
      subject: '{shop}: a new e-mail was asked for',
      email: [
        'Our customer care was asked to let a new e-mail address sign in to your account.',
        'New e-mail: {email}\nAsked for: {at}',
        'It takes effect only when its holder confirms it.',
        OBJECT,
        '{never}',
      ],
      sms: [
        '{shop}: on {at} our customer care was asked to let {email} sign in to your account.',
        SMS_OBJECT,
        '{never}',
      ],
    },
    'email-change-effective': {
      subject: '{shop}: a new e-mail signs in to your account',
      email: [
        'A new e-mail address now signs in to your account.',
        'New e-mail: {email}\nSince: {at}',
        OBJECT,
        '{never}',
      ],
      sms: ['{shop}: since {at} the e-mail {email} signs in to your account.', SMS_OBJECT, '{never}'],
    },
    'password-reset': {
      subject: '{shop}: set a new password',
      email: [
        'A new password was asked for your account.',
        [
          'Open this link and choose one:\n{link}\n\nOr enter the code {code} with the reference {reference} here:\n{page}',
          'Open this link and choose one:\n{link}',
          'Enter the code {code} with the reference {reference} here, and choose one:\n{page}',
        ],
        `${ONCE} When you save the new password, you are signed out everywhere.`,
        `If you did not ask for this, do nothing: then your password stays. ${SECRET}`,
        '{never}',
      ],
      sms: [
        [
          '{shop}: set a new password: {link} or with code {code}, reference {reference}.',
          '{shop}: set a new password: {link}',
          '{shop}: set a new password with code {code} at {page} (reference {reference}).',
        ],
        'Valid for {duration}. Tell it to nobody. Did not ask for it? Do nothing.',
        '{never}',
      ],
    },
    'password-changed': {
      subject: '{shop}: your password was changed',
      email: [
        'The password of your account was changed.',
        'Changed: {at}',
        'All your sessions were ended, on every device. Sign in again with the new password.',
        'If this was not you, call our customer care at once, or reply to this message. Do not wait.',
        '{never}',
      ],
      sms: [
        '{shop}: your password was changed on {at}. All your sessions were ended.',
        SMS_OBJECT,
        '{never}',
      ],
    },
    'sessions-ended': {
      subject: '{shop}: you were signed out everywhere',
      email: [
        'Our customer care ended all sessions of your account. You are signed out on every device.',
        'Ended: {at}',
        'Sign in again with your password.',
        OBJECT,
        '{never}',
      ],
      sms: [
        '{shop}: on {at} our customer care ended all sessions of your account. Sign in again with your password.',
        SMS_OBJECT,
        '{never}',
      ],
    },
  },
};
