/** The frame: sign-in, bar, and words of React-Admin that the desk says otherwise. */
export const desk = {
  admin: {
    ra: {
      action: { expand: 'Expand', close: 'Close', toggle_theme: 'Toggle light or dark' },
      auth: { logout: 'Sign out', user_menu: 'Profile', auth_check_error: 'Sign in to go on.' },
      notification: {
        logged_out: 'Your session has ended. Sign in again; nothing you had not sent was saved.',
        http_error: 'The desk did not answer.',
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
      ended: 'Your session has ended. Sign in again; what you had not sent was not saved.',
    },
    common: {
      cancel: 'Cancel',
      reason: 'Reason',
      retry: 'Try again',
      loading: 'Loading',
      working: 'Working',
      none: 'None',
      yes: 'Yes',
      no: 'No',
      optional: 'Optional',
      any: 'Any',
      profile: 'Profile: %{name}',
    },
    time: {
      minutesLeft: '%{minutes} min left',
      underAMinute: 'less than a minute left',
      until: 'until %{at}',
    },
  },
};
