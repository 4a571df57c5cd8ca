/** The English texts of the page that says "this wasn't me", and of a change that waits. */
export const objections = {
  'not-me.heading': "This wasn't me",
  'not-me.intro':
    'We told you about a change of your account. If it was not you, press the button. We stop the change at once.',
  'not-me.caution': 'If you asked for the change yourself, close this page: nothing happens then.',
  'not-me.button': "This wasn't me",
  'not-me.no-link':
    'This page needs the link from our message. Open the link from the message again, or call our customer care.',
  'not-me.done.heading': 'Thank you for telling us',
  'not-me.cancelled': 'The change is cancelled. Nothing on your account was changed.',
  'not-me.cancelled.next':
    'You need not do anything. If you get more messages that you did not ask for, call our customer care.',
  'not-me.locked':
    'Your account is locked, and everybody is signed out of it. Nobody can change anything there now.',
  'not-me.locked.next':
    'Our customer care looks at it and writes to you. You need not do anything. If it is urgent, call us.',
  'not-me.noted': 'There is nothing left to stop: the change was cancelled or taken back already.',
  'not-me.noted.next': 'If something on your account does not look right, call our customer care.',
  'held.accepted':
    'Accepted. For safety the change waits: it takes effect on {at}. Until then everything stays as it was.',
} as const;
