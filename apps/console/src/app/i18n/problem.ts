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
  title: { 'invalid-input': 'Something in the form is not right. Mend it and send it again.' },
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
    'file-unreadable': 'Export the customers or the orders again and upload that file.',
  },
};
