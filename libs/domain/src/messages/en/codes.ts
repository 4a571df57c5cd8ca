import type { CodeTexts } from '../texts.ts';

const CODE = 'Code: {code}\nReference: {reference}';
const ENTER = 'Enter it here: {page}';
const ONCE = 'It works for {duration} and only once.';
const SECRET = 'Tell it to nobody, not even to our staff.';
const NOT_CONTACTED = 'If you did not contact us, do not enter it, and call our customer care.';
const NOT_ASKED = 'If you did not ask for this, do nothing: then nothing changes.';
const CHECK = ['Our agent can tell you this: {check}. If not, it is not us.', ''];
const SMS_CHECK = ['Our agent can tell you {check}. If not, it is not us.', ''];
const SMS_ENTER = 'Enter it at {page} within {duration}.';

/** The messages with a code or a link, in English. */
export const codes: CodeTexts = {
  'evidence-code': {
    subject: '{shop}: your code',
    email: [
      'You contacted our customer care. With this code you show that the account is yours:',
      CODE,
      ENTER,
      `${ONCE} ${SECRET}`,
      CHECK,
      NOT_CONTACTED,
      '{never}',
    ],
    sms: [
      '{shop}: code {code} shows us that the account is yours.',
      SMS_ENTER,
      'Tell it to nobody.',
      SMS_CHECK,
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
      CHECK,
      ['You can also enter it yourself: {page} (reference {reference}).', ''],
      ONCE,
      '{never}',
    ],
    sms: [
      '{shop}: code {code} shows us that the account is yours.',
      'Read it out only if you called us. Were you called? Hang up.',
      SMS_CHECK,
      ['Or enter it: {page}.', ''],
      'Valid {duration}.',
      '{never}',
    ],
  },
  'identifier-move-code': {
    subject: '{shop}: your code to move an e-mail or phone number',
    email: [
      [
        'The phone number {phone} is to move to another account of yours. With this code you agree to that:',
        'This e-mail address is to move to another account of yours. With this code you show that the address is yours:',
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
        '{shop}: code {code} moves {phone} to your other account.',
        '{shop}: code {code} moves this phone number to your other account.',
      ],
      SMS_ENTER,
      'Tell it to nobody.',
      SMS_CHECK,
      'Not you? Do not enter it.',
      '{never}',
    ],
  },
  'email-confirmation': {
    subject: '{shop}: confirm your e-mail',
    email: [
      'You are to be able to sign in to your account with this e-mail address. Confirm that the address is yours.',
      [
        'Open this link and press the button:\n{link}\n\nOr enter the code {code} with the reference {reference} here:\n{page}',
        'Open this link and press the button:\n{link}',
        'Enter the code {code} with the reference {reference} here:\n{page}',
      ],
      ONCE,
      CHECK,
      NOT_ASKED,
      '{never}',
    ],
    sms: [
      [
        '{shop}: confirm your e-mail: {link} or with code {code}, reference {reference}.',
        '{shop}: confirm your e-mail: {link}',
        '{shop}: confirm your e-mail with code {code} at {page}.',
      ],
      'Valid {duration}.',
      SMS_CHECK,
      'Not you? Do nothing.',
      '{never}',
    ],
  },
  'phone-confirmation': {
    subject: '{shop}: confirm your phone number',
    email: [
      [
        'You are to be able to sign in to your account with the phone number {phone}. Confirm that the number is yours.',
        'You are to be able to sign in to your account with a new phone number. Confirm that the number is yours.',
      ],
      CODE,
      ENTER,
      `${ONCE} ${SECRET}`,
      CHECK,
      NOT_ASKED,
      '{never}',
    ],
    sms: [
      '{shop}: code {code} confirms that you sign in with this phone number.',
      SMS_ENTER,
      'Tell it to nobody.',
      SMS_CHECK,
      'Not you? Do nothing.',
      '{never}',
    ],
  },
  'document-link': {
    subject: '{shop}: send us a photo of your identity document',
    email: [
      'You contacted our customer care. To be sure that the account is yours, we ask you for a photo of an identity document.',
      'Open this link and take the photo, or choose one:\n{link}',
      'Two of our staff look at it, nobody else. We delete it within a day after their decision.',
      `${ONCE} ${SECRET}`,
      CHECK,
      'If you did not contact us, do not open it, and call our customer care.',
      '{never}',
    ],
    sms: [
      '{shop}: please send a photo of your identity document: {link}',
      'Valid {duration}.',
      SMS_CHECK,
      'Did not contact us? Do not open it.',
      '{never}',
    ],
  },
  'password-reset': {
    subject: '{shop}: set a new password',
    email: [
      'A new password was asked for on your account.',
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
        '{shop}: set a new password with code {code} at {page}.',
      ],
      'Valid {duration}. Tell it to nobody. Not you? Do nothing.',
      '{never}',
    ],
  },
};
