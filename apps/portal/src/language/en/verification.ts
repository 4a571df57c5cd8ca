/** The English texts of the page where a code is entered. */
export const verification = {
  'code.heading': 'Enter your code',
  'code.intro': 'Type the 6 digits from the message we sent you.',
  'code.caution': 'Only do this if you contacted us yourself. If you did not, do not type the code.',
  'code.code': '6-digit code',
  'code.reference': 'Reference',
  'code.reference-hint': 'It is in the same message as the code.',
  'code.change-reference': 'Use another reference',
  'code.button': 'Send the code',
  'code.accepted.heading': 'Your code was accepted',
  'code.accepted.evidence':
    'Thank you. Our customer care can see it now. If you are on the phone with us, please go on with the call.',
  'code.accepted.email-confirmation': 'Your e-mail is confirmed. You can sign in with it from now on.',
  'code.accepted.phone-confirmation': 'Your phone number is confirmed. You can sign in with it from now on.',
  'code.accepted.waits-for-agreement':
    'Your phone number is confirmed. It still signs in to another account, so we sent a code to a contact of that account. It moves once that code is entered here.',
  'code.accepted.identifier-move':
    'Thank you. We know now that this contact is yours. If you are on the phone with us, please go on with the call.',
} as const;
