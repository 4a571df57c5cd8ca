import type { NoticeTexts } from '../texts.ts';

const CALL =
  'If you did not ask for this, call our customer care at once, or reply to this message. Do not wait.';
const OBJECT = [
  "If you did not ask for this, tell us at once. Do not wait.\nThis wasn't me: {objection}\nYou can also call our customer care, or reply to this message.",
  CALL,
];
const SMS_CALL = 'Not you? Call our customer care at once.';
const SMS_OBJECT = ["This wasn't me: {objection}", SMS_CALL];

/** The messages that tell what happened, in English. */
export const notices: NoticeTexts = {
  'email-change-requested': {
    subject: '{shop}: a new e-mail was asked for',
    email: [
      'We were asked, on our pages or through our customer care, to let a new e-mail address sign in to your account.',
      'New e-mail: {email}\nAsked for: {at}',
      'It takes effect only when its holder confirms it.',
      OBJECT,
      '{never}',
    ],
    sms: ['{shop}: on {at} we were asked to let {email} sign in to your account.', SMS_OBJECT, '{never}'],
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
  'phone-change-requested': {
    subject: '{shop}: a new phone number was asked for',
    email: [
      'We were asked, on our pages or through our customer care, to let a new phone number sign in to your account.',
      'New phone number: {phone}\nAsked for: {at}',
      'It takes effect only when its holder confirms it.',
      OBJECT,
      '{never}',
    ],
    sms: ['{shop}: on {at} we were asked to let {phone} sign in to your account.', SMS_OBJECT, '{never}'],
  },
  'phone-change-effective': {
    subject: '{shop}: a new phone number signs in to your account',
    email: [
      'A new phone number now signs in to your account.',
      'New phone number: {phone}\nSince: {at}',
      OBJECT,
      '{never}',
    ],
    sms: ['{shop}: since {at} the phone number {phone} signs in to your account.', SMS_OBJECT, '{never}'],
  },
  'phone-moved-away': {
    subject: '{shop}: a phone number left your account',
    email: [
      'A phone number signs in to another account now, and no longer to yours.',
      'Phone number: {phone}\nSince: {at}',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: since {at} the phone number {phone} no longer signs in to your account.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'change-held': {
    subject: '{shop}: a change waits before it takes effect',
    email: [
      [
        'The new e-mail {email} was confirmed for your account.',
        'The new phone number {phone} was confirmed for your account.',
        'A change of your account was confirmed.',
      ],
      [
        'For safety it waits. It takes effect on: {until}\nUntil then everything stays as it was.',
        'For safety it waits until somebody of the shop has decided. Until then everything stays as it was.',
      ],
      OBJECT,
      '{never}',
    ],
    sms: [
      [
        '{shop}: the new e-mail {email} was confirmed.',
        '{shop}: the new phone number {phone} was confirmed.',
        '{shop}: a change of your account was confirmed.',
      ],
      ['For safety it takes effect only on {until}.', 'For safety somebody of the shop decides first.'],
      SMS_OBJECT,
      '{never}',
    ],
  },
  'change-cancelled': {
    subject: '{shop}: a change was cancelled',
    email: [
      'A change that was asked for on your account was cancelled. Nothing was changed.',
      [
        'New e-mail: {email}\nCancelled: {at}',
        'New phone number: {phone}\nCancelled: {at}',
        'Cancelled: {at}',
      ],
      'If you still want the change, ask for it again.',
      '{never}',
    ],
    sms: [
      '{shop}: on {at} a change asked for on your account was cancelled. Nothing was changed.',
      '{never}',
    ],
  },
  'change-reversed': {
    subject: '{shop}: a change was taken back',
    email: [
      'An earlier change of your account was taken back. Your account is again as it was before.',
      ['E-mail: {email}\nTaken back: {at}', 'Phone number: {phone}\nTaken back: {at}', 'Taken back: {at}'],
      OBJECT,
      '{never}',
    ],
    sms: ['{shop}: on {at} an earlier change of your account was taken back.', SMS_OBJECT, '{never}'],
  },
  'account-locked': {
    subject: '{shop}: your account is locked',
    email: [
      'Somebody told us that a change of your account was not theirs. For safety your account is locked until our customer care has looked at it.',
      'Locked: {at}',
      'You need not do anything. If you want to talk about it, call our customer care.',
      '{never}',
    ],
    sms: [
      '{shop}: somebody told us that a change of your account was not theirs. Since {at} your account is locked until our customer care has looked at it.',
      '{never}',
    ],
  },
  'name-changed': {
    subject: '{shop}: your name was changed',
    email: ['The name on your account was changed.', 'Changed: {at}', CALL, '{never}'],
    sms: ['{shop}: the name on your account was changed on {at}.', SMS_CALL, '{never}'],
  },
  'password-changed': {
    subject: '{shop}: your password was changed',
    email: [
      'The password of your account was changed.',
      'Changed: {at}',
      'All your sessions were ended, on every device. Sign in again with the new password.',
      [
        "If this was not you, tell us at once. Do not wait.\nThis wasn't me: {objection}\nYou can also call our customer care, or reply to this message.",
        'If this was not you, call our customer care at once, or reply to this message. Do not wait.',
      ],
      '{never}',
    ],
    sms: ['{shop}: your password was changed on {at}. All your sessions were ended.', SMS_OBJECT, '{never}'],
  },
  'sessions-ended': {
    subject: '{shop}: you were signed out everywhere',
    email: [
      'All sessions of your account were ended. You are signed out on every device.',
      'Ended: {at}',
      'Sign in again with your password.',
      CALL,
      '{never}',
    ],
    sms: [
      '{shop}: on {at} all sessions of your account were ended. Sign in again with your password.',
      SMS_CALL,
      '{never}',
    ],
  },
};
