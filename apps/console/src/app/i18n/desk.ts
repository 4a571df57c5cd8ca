/** The frame: sign-in, bar, and words of React-Admin that the desk says otherwise. */
export const desk = {
  admin: {
    ra: {
      action: { expand: 'Expand', close: 'Close', toggle_theme: 'Toggle light or dark' },
      auth: { logout: 'Sign out', user_menu: 'Profile', auth_check_error: 'Sign in to go on.' },
      notification: {
        logged_out: 'Your session has ended. Sign in again; nothing you had not sent was saved.',
        http_error: 'The desk did not answer.',
        created: 'Created.',
        updated: 'Saved.',
        deleted: 'Deleted.',
      },
      page: { empty: 'Nothing here yet.' },
    },
  },
  own: {
    signIn: {
      title: 'Relink',
      intro: 'The desk where customers get their accounts back.',
      username: 'User name',
      password: 'Password',
      submit: 'Sign in',
      working: 'Signing in',
      company: {
        button: 'Sign in with your company account',
        'sign-in-broken': 'The company sign-in was not finished. Try again.',
        'sign-in-too-old':
          'You signed in at your company too long ago for this. Sign out there, or sign in there anew, and try again.',
        'sign-in-unreadable':
          'Your company account does not say who you are. Ask an admin of the company sign-in.',
        'sign-in-no-role':
          'Your company account has no role at this desk. Ask an admin of the company sign-in.',
        'sign-in-name-taken':
          'Somebody at this desk has your name already. An admin of the desk has to link it to your company account.',
        'too-many-tries': 'Too many tries from here. Wait a quarter of an hour.',
        'wrong-credentials': 'You cannot sign in at this desk. Ask an admin of the desk.',
      },
      ended: 'Your session has ended. Sign in again; what you had not sent was not saved.',
    },
    common: {
      cancel: 'Cancel',
      reason: 'Reason',
      retry: 'Try again',
      loading: 'Loading',
      none: 'None',
      yes: 'Yes',
      no: 'No',
      any: 'Any',
      profile: 'Profile: %{name}',
    },
  },
};
