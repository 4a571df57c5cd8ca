/** The English texts of sign-in. */
export const signIn = {
  'sign-in.heading': 'Sign in',
  'sign-in.button': 'Sign in',
  'sign-in.login': 'E-mail, phone number or username',
  'sign-in.password': 'Password',
  'sign-in.to-forgot': 'Forgot your password?',
  'sign-in.to-code': 'I have a code',
  'to-sign-in': 'Go to sign in',
  'notice.signed-out': 'You are signed out.',
  'notice.session-ended': 'Please sign in to see this page.',
} as const;
