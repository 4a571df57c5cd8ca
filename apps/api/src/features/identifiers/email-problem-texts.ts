import type { EmailProblem } from '@relink/domain';

/** What is wrong with an e-mail, in the words of a field error. */
export const EMAIL_PROBLEM_TEXTS: Readonly<Record<EmailProblem, string>> = {
  empty: 'Type an e-mail address.',
  'too-long': 'This is too long for an e-mail address.',
  'invisible-character': 'Remove the characters that cannot be seen.',
  'no-at-sign': 'An e-mail address has an @ in it.',
  'bad-local-part': 'What stands before the @ is not valid.',
  'bad-domain': 'What stands after the @ is not valid.',
};
