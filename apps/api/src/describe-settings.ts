import { settingsPage } from './platform/config/settings-page.ts';

/** `npm run docs:settings`: prints the page of every setting. */
process.stdout.write(settingsPage());
