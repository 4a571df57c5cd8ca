/** The English texts of the page that confirms an e-mail. */
export const identifiers = {
  'confirm.heading': 'Confirm your e-mail',
  'confirm.intro':
    'Press the button to confirm that this e-mail is yours. After that you can sign in with it.',
  'confirm.caution': 'If you did not ask for this, close this page: nothing happens then.',
  'confirm.button': 'Confirm my e-mail',
  'confirm.to-code': 'I have a code instead',
  'confirm.no-link':
    'This page needs the link from your message. Open the link from the message again, or use the code in it.',
  'confirm.done.heading': 'Your e-mail is confirmed',
  'confirm.done.text': 'You can sign in with it from now on.',
  'confirm.done.to-forgot': 'I do not know my password',
} as const;
