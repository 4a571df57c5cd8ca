/** The English texts of what goes wrong. */
export const trouble = {
  'trouble.heading': 'That did not work',
  'trouble.unreachable':
    'We got no answer. As far as we know, nothing was changed. What you typed is still here: please try again. It will not be done twice.',
  'trouble.no-answer': 'We got no answer. Check your connection and try again.',
  'trouble.other': 'Something went wrong. Nothing was changed. Please try again.',
  'trouble.invalid-input': 'Please check what you typed.',
  'trouble.request-in-flight': 'We are still working on it. Please try again in a moment.',
  'trouble.overtaken':
    'Something else was changed at the same moment, so nothing was changed here. Please try again.',
  'trouble.signed-out': 'Please sign in first.',
  'trouble.wrong-credentials': 'The name or the password is not right. Check both, or set a new password.',
  'trouble.too-many-tries': 'There were too many tries. Please wait a while before you try again.',
  'trouble.cross-site': 'Please open this page again from the start and try once more.',
  'trouble.account-not-active': 'This account cannot be used at the moment. Please call our customer care.',
  'trouble.account-locked': 'This account is locked for now. Please call our customer care.',
  'trouble.email-in-use': 'This e-mail already belongs to another account. Please call our customer care.',
  'trouble.email-claimed':
    'This e-mail is waiting to be confirmed for another account. Please call our customer care.',
  'trouble.email-already-yours': 'You already sign in with this e-mail.',
  'trouble.phone-in-use':
    'This phone number already belongs to another account. Please call our customer care.',
  'trouble.phone-claimed':
    'This phone number is waiting to be confirmed for another account. Please call our customer care.',
  'trouble.phone-already-yours': 'You already sign in with this phone number.',
  'trouble.phone-holder-must-agree':
    'This phone number signs in to another account, which has to agree first. Enter the code that we sent to a contact of that account.',
  'trouble.change-already-pending':
    'A new e-mail or phone number is already waiting to be confirmed. Confirm it or cancel it first.',
  'trouble.wrong-password': 'Your current password is not right.',
  'trouble.not-changeable-now':
    'This cannot be changed here at the moment. Nothing was changed. Please call our customer care.',
  'trouble.changes-stopped': 'No changes are possible for now. Nothing was changed. Please try again later.',
  'trouble.account-opposed':
    'Somebody told us that a change of this account was not theirs. Please call our customer care.',
  'trouble.code-not-accepted':
    'This code is not valid. Check the code and the reference, or ask for a new code.',
  'trouble.code-too-soon': 'A code was sent a moment ago. Please wait before you ask for another.',
  'trouble.code-limit-reached': 'No more codes can be sent today. Please call our customer care.',
  'trouble.link-not-accepted': 'This link is not valid any more. Please ask for a new one.',
  'trouble.password-too-weak': 'This password is too easy to guess. Choose a longer or less common one.',
  'trouble.picture-unreadable': 'One of the photos cannot be read. Please take it again.',
  'trouble.picture-heic':
    'One of the photos is of a kind that we cannot read. Please take it here with the camera.',
  'trouble.picture-pdf': 'We cannot take such files. Please send photos of the document.',
  'trouble.picture-too-large': 'One of the photos is too large. Please take a smaller one.',
  'trouble.uploads-busy': 'Many photos are arriving at the moment. Please try again in a moment.',
  'trouble.database-unavailable':
    'We cannot do this at the moment. Nothing was changed. Please try again in a moment.',
} as const;
