import type { MergeTexts } from '../texts.ts';

const CALL =
  'If you know nothing of this, or one of these accounts is not yours, call our customer care at once, or reply to this message. Do not wait.';
const OBJECT = [
  "If you know nothing of this, or one of these accounts is not yours, tell us at once. Do not wait.\nThis wasn't me: {objection}\nYou can also call our customer care, or reply to this message.",
  CALL,
];
const SMS_CALL = 'Not you? Call our customer care at once.';
const SMS_OBJECT = ["This wasn't me: {objection}", SMS_CALL];

/** What is told about a merge and about its undoing, in English. */
export const merges: MergeTexts = {
  'accounts-merged': {
    subject: '{shop}: your two accounts are one now',
    email: [
      'Two accounts of yours were made one. Its orders, addresses, points and credit are those of both.',
      'Signs in now: {logins}\nMade one: {at}',
      'You were signed out everywhere. Of the two passwords one still works. If yours does not, set a new one here:\n{forgot}',
      OBJECT,
      '{never}',
    ],
    sms: [
      '{shop}: your two accounts are one now. Sign in with {logins}.',
      'Only one of the two passwords still works.',
      SMS_OBJECT,
      '{never}',
    ],
  },
  'merge-undone': {
    subject: '{shop}: your accounts are two again',
    email: [
      'Two accounts that were made one are two again, each with what is its own.',
      ['Signs in to the account given back: {logins}\nTaken back: {at}', 'Taken back: {at}'],
      'The account given back has no password. Set a new one with its e-mail here:\n{forgot}\nIf it has no e-mail, call our customer care.',
      'You were signed out everywhere. To the other account you sign in as before.',
      CALL,
      '{never}',
    ],
    sms: [
      '{shop}: since {at} your merged accounts are two again.',
      [
        'The one given back ({logins}) has no password. Set one: {forgot}',
        'The one given back has no password. Set one: {forgot}',
      ],
      SMS_CALL,
      '{never}',
    ],
  },
};
