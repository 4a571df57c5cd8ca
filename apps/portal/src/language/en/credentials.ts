/** The English texts of a forgotten and a new password. */
export const credentials = {
  'forgot.heading': 'Forgot your password?',
  'forgot.intro': 'Tell us your e-mail. We send a code to it, and you set a new password.',
  'forgot.email': 'E-mail',
  'forgot.button': 'Send me a code',
  'forgot.to-code': 'I have a code for a new password',
  'reset.heading': 'Set a new password',
  'reset.look-in-mail':
    'Look in your mail now. If this e-mail belongs to an account, a message with a code is on its way. Look in the spam folder too.',
  'reset.intro.link': 'Choose a new password for your account.',
  'reset.intro.code': 'Type the code from the message we sent you, and choose a new password.',
  'reset.password': 'New password',
  'reset.password-hint': 'A few words that do not belong together are easy to remember and hard to guess.',
  'reset.effect': 'When you save, you are signed out everywhere.',
  'reset.button': 'Save the new password',
  'reset.ask-again': 'Send me a new message',
  'reset.done.heading': 'Your password is changed',
  'reset.done.text':
    'All your sessions were ended, on every device. Sign in with your new password to go on.',
  'password.show': 'Show',
  'password.show-long': 'Show the password',
  'password.hide': 'Hide',
  'password.hide-long': 'Hide the password',
  'strength.label': 'Strength of the password: {level} of 4',
  'strength.longer': 'Too easy to guess. Make it longer.',
  'strength.less-common': 'Too easy to guess. Use something less common.',
  'strength.good': 'This is a good password.',
} as const;
