/** The English texts of the page where somebody asks to be called. */
export const cases = {
  'call-back.to': 'Has your e-mail or mobile number changed?',
  'call-back.heading': 'We can call you',
  'call-back.intro':
    'If you can no longer reach your old e-mail or mobile number, leave us a number. Our customer care will call you and help you back into your account.',
  'call-back.phone': 'Number to call',
  'call-back.phone-hint': 'With its country code if it is a number from abroad.',
  'call-back.time': 'Time that suits you (optional)',
  'call-back.time-hint': 'Leave it empty to be called as soon as we can.',
  'call-back.button': 'Call me',
  'call-back.done.heading': 'We will call you',
  'call-back.done.text':
    'Thank you. Our customer care will call the number you left as soon as it is your turn.',
} as const;
