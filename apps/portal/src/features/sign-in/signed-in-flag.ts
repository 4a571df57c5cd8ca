const KEY = 'relink.portal.signed-in';

/**
 * Whether this browser signed in before. It only decides which page comes first, and spares a question to the api
 * that would mostly be answered with "sign in first"; the session itself is a cookie that no script can read.
 */
export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export function noteSignedIn(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the customer begins at the sign-in page next time.
  }
}
