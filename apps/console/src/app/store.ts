import { localStorageStore } from 'react-admin';
import { withoutSearch } from './lists/without-search.ts';

const PREFERENCES = /\.(savedQueries|datatable.*)$|^theme$/;
const browser = localStorageStore();

/**
 * What the console remembers in the browser. Saved filters, columns and the theme outlive signing out; what was typed
 * to search is never written down.
 */
export const deskStore: typeof browser = {
  ...browser,
  setItem: (key, value) => browser.setItem(key, withoutSearch(value)),
  reset: () => {
    const kept = Object.entries(browser.listItems?.() ?? {}).filter(([key]) => PREFERENCES.test(key));
    browser.reset();
    for (const [key, value] of kept) browser.setItem(key, value);
  },
};
