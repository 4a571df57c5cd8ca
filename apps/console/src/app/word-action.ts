import type { TranslateFunction } from 'react-admin';

/** What an audit event's action is called; one without a text of its own is shown by its own words. */
export function wordAction(t: TranslateFunction, action: string): string {
  const key = action.replaceAll('.', '-');
  const words = action.replaceAll(/[.\-_]/g, ' ');
  return t(`relink.auditActions.${key}`, { _: words.charAt(0).toUpperCase() + words.slice(1) });
}
