/** The English texts of the frame of every page and of every form. */
export const frame = {
  brand: 'Your account',
  'language.label': 'Language',
  'staff.never': 'Our staff never ask for your password. Never tell it to anybody.',
  busy: 'Please wait…',
  loading: 'Loading…',
  'missing.heading': 'There is no such page',
  'missing.text': 'Please check the address, or open the link from your message again.',
  'field.code': 'Type the 6 digits from the message.',
  'field.reference': 'Type the reference from the message.',
  'field.spokenCode': 'Type the code that you were told.',
  'field.email': 'Type your e-mail, for example name@example.com.',
  'field.login': 'Type your e-mail, phone number or username.',
  'field.password': 'Type a password.',
  'field.token': 'Open the link from the message again.',
  'field.phone': 'Type a phone number, with its country code if need be.',
  'field.wishedAt': 'Choose a time in the coming days, or leave it empty.',
} as const;
