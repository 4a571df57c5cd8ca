import { writeFileSync } from 'node:fs';
import { settingsPage } from './platform/config/settings-page.ts';

/** `npm run docs:settings`: writes the page of every setting to where it says. */
writeFileSync(process.argv[2] ?? 'docs/operations/settings.md', settingsPage());
