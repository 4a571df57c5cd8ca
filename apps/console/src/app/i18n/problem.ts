import type { Problem } from '@relink/contract';

/** What the console adds to a problem's title: whether anything was changed, and what to do. */
export const problem = {
  unreachable:
    'The desk did not answer, so it is not known whether anything was changed. Send it again: the same request never takes effect twice.',
  unreachableRead: 'The desk did not answer. What is shown may be out of date. Try again in a moment.',
  unreadable: 'The desk answered in a way this page does not understand. Load the page again.',
  uploadBroken: 'The upload broke off. Nothing was imported. Upload the file again.',
  nothingChanged: 'Nothing was changed.',
  counted: 'The round was counted.',
  tryAgainAt: 'Possible again %{at}.',
  /** In place of the server's title, where that speaks to a program. */
  title: {
    'invalid-input': 'Something in the form is not right. Mend it and send it again.',
    'malformed-json': 'The desk could not read what this page sent. Load the page again.',
    'unsupported-media-type': 'The desk could not read what this page sent. Load the page again.',
    'idempotency-key-missing': 'This page is older than the desk. Load it again, then send it again.',
    'idempotency-key-reused': 'The desk took this for something sent before. Load the page again.',
  } satisfies Partial<Record<Problem['code'], string>>,
  /** What to do, where the title does not say it. */
  next: {
    'email-in-use': 'Ask the caller for another e-mail.',
    'email-claimed': 'Ask the caller for another e-mail, or wait until that claim ends.',
    'email-on-account-with-stake': 'Ask the caller for another e-mail.',
    'email-already-yours': 'Send a reset link to it instead.',
    'assurance-too-low': 'Send an evidence round and a code to a contact on file.',
    'last-order-needed': 'Send a round that holds the last order.',
    'account-locked': 'Tell the caller that it cannot go on today, or ask a supervisor.',
    'code-too-soon': 'Wait a moment, then send again.',
    'code-limit-reached': 'Choose another contact.',
    'not-your-case': 'Ask its agent, or a supervisor, to hand it over.',
    'case-closed': 'Open a new case for this caller.',
    'import-running': 'Upload again when it has finished.',
    'body-too-large': 'Shorten the text and send it again.',
    'not-found': 'Go back to the list and open it again.',
    'not-permitted': 'Ask a supervisor or an admin.',
    'cross-site': 'Open the desk by its own address and send it again.',
    'case-state-conflict': 'Look at the case again: somebody may have changed it.',
    'account-already-in-case': 'Load the page again to see it.',
    'claimed-account-exists': 'Add this one as the duplicate, or open another case for it.',
    'account-not-active': 'Look for another account of the caller.',
    'account-not-locked': 'Go on with the case.',
    'change-limit-reached': 'Hand the case over, or ask a supervisor.',
    'change-already-pending': 'Wait until it is confirmed, or cancel it first.',
    'identifier-not-usable': 'Choose another contact.',
    'contact-fresh': 'Choose a tenured contact.',
    'password-too-weak': 'Choose a longer or less common one.',
    'file-unreadable': 'Export the customers or the orders again and upload that file, or map its columns.',
    'mapping-does-not-fit': 'Choose another mapping, or change this one.',
  } satisfies Partial<Record<Problem['code'], string>>,
};
