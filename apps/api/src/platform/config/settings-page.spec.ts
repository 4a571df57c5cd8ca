import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsPage } from './settings-page.ts';

const SECRET = /KEY|TOKEN|SECRET|PASSWORD|HEADERS|FIRST_ADMIN|^DATABASE_.*URL$|^SMTP_URL$/;

describe('the page of settings', () => {
  const page = readFileSync(join(__dirname, '../../../../../docs/operations/settings.md'), 'utf8');

  it('says what the code says (npm run docs:settings makes it anew)', () => {
    expect(page).toBe(settingsPage());
  });

  it('marks as secret what is named like a password, a key or a token, and addresses that hold one', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` .*?\| (yes|) +\| [^|]+\|$/gm)];
    expect(rows.length).toBeGreaterThan(25);
    for (const [, name = '', secret] of rows)
      expect([name, secret === 'yes']).toEqual([name, SECRET.test(name)]);
  });
});
