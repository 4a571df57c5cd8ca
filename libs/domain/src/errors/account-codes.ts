/** What stands in the way of a change of an account. */
export const ACCOUNT_PROBLEMS = {
  // Accounts and changes
  'account-not-active': {
    status: 409,
    title: 'This account is not active, so nothing on it can be changed.',
  },
  'account-locked': {
    status: 423,
    title:
      'Verification of this account is locked. It opens again by itself; a supervisor can lift the lock with a reason.',
  },
  'another-person-needed': {
    status: 403,
    title: 'This lock came from what you sent yourself. Another supervisor has to lift it.',
  },
  'sign-settled': { status: 409, title: 'Somebody has already said what this was. Look again.' },
  'own-notice': { status: 403, title: 'This notice is about you. Another supervisor has to settle it.' },
  'notice-ends-itself': {
    status: 409,
    title: 'This notice leaves the list by itself, once what it tells of is over. Nobody settles it before.',
  },
  'account-not-locked': { status: 409, title: 'Verification of this account is not locked.' },
  'agent-stopped': {
    status: 403,
    title: 'You had failed rounds on too many accounts today. Ask a supervisor to take over.',
  },
  'assurance-too-low': { status: 409, title: 'The caller is not verified yet.' },
  'own-case-unverified': {
    status: 409,
    title: 'You have a case of your own with this account, and its caller is not verified yet.',
  },
  'last-order-needed': { status: 409, title: 'A round that holds the last order is needed here.' },
  'change-limit-reached': {
    status: 429,
    title: 'You have changed as many accounts as one agent may for now.',
  },
  'search-limit-reached': {
    status: 429,
    title:
      'You have searched as often as one person may for now. Ask a supervisor to grant you more, or hand the call over.',
  },
  'look-limit-reached': {
    status: 429,
    title:
      'You have looked at as many accounts as one person may for now. Ask a supervisor to grant you more, or hand the call over.',
  },
  'reveal-limit-reached': {
    status: 429,
    title:
      'You have revealed as many fields as one person may for now. Ask a supervisor to grant you more, or hand the case over.',
  },
  'reveal-over': {
    status: 409,
    title: 'The time in which this field could be read is over. Reveal it again if you still need it.',
  },
  'limit-granted-back': {
    status: 403,
    title: 'This person has let you look at more. Somebody else has to grant it to them.',
  },
  'grant-too-large': {
    status: 409,
    title: 'All that is granted may come to no more than the limit once again.',
  },
  'own-limit': { status: 403, title: 'This limit is on you. Another supervisor has to grant you more.' },
  'second-detail-needed': {
    status: 422,
    title: 'A name alone finds nobody. Add a postcode, the month of an order, or a phone’s last four digits.',
  },
  'email-in-use': { status: 409, title: 'This e-mail already signs in to another account.' },
  'email-on-duplicate': {
    status: 409,
    title:
      'This e-mail signs in to the duplicate in this case. Send a code to that address; once it is answered, try again and the e-mail is moved.',
  },
  'email-on-account-with-stake': {
    status: 409,
    title:
      'This e-mail signs in to an account with orders of its own. It cannot be moved without proving that account too.',
  },
  'email-claimed': { status: 409, title: 'This e-mail is waiting to be confirmed for another account.' },
  'email-already-yours': { status: 409, title: 'This e-mail already signs in to this account.' },
  'phone-in-use': {
    status: 409,
    title: 'This phone signs in to another account, which cannot agree to give it up. Take another number.',
  },
  'phone-on-duplicate': {
    status: 409,
    title:
      'This phone signs in to the duplicate. Add it to the case and send a code to its e-mail; once that is answered, try again.',
  },
  'phone-holder-must-agree': {
    status: 409,
    title:
      'This phone was confirmed. Its other account has to agree by the code that was sent to a contact of it; for a new code, cancel and link the phone again.',
  },
  'phone-claimed': { status: 409, title: 'This phone is waiting to be confirmed for another account.' },
  'phone-already-yours': { status: 409, title: 'This phone already signs in to this account.' },
  'not-changeable-now': {
    status: 423,
    title: 'This cannot be changed here now. Nothing was changed. Call our customer care.',
  },
  'wrong-password': { status: 422, title: 'The current password is not right.' },
  'change-already-pending': {
    status: 409,
    title: 'A new e-mail or phone is already waiting to be confirmed on this account.',
  },
  'identifier-not-usable': { status: 409, title: 'Nothing can be sent to this contact.' },
  'spoken-not-allowed': {
    status: 409,
    title: 'The policy does not allow codes that are read aloud. Let the customer type it on the portal.',
  },
  'no-contact-left': {
    status: 409,
    title: 'This account has no contact left that a code could go to. Ask for an identity document.',
  },
  'contact-fresh': { status: 409, title: 'This contact came to the account too recently to prove anything.' },
  'code-too-soon': { status: 429, title: 'A code was sent a moment ago. Wait before sending another.' },
  'code-limit-reached': { status: 429, title: 'No more codes can be sent to this contact today.' },
} as const;
