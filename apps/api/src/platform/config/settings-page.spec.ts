import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsPage } from './settings-page.ts';

describe('the page of settings', () => {
  const page = readFileSync(join(__dirname, '../../../../../docs/operations/settings.md'), 'utf8');

  it('says what the code says (npm run docs:settings makes it anew)', () => {
    expect(page).toBe(settingsPage());
  });

  it('marks every password, key and token as secret', () => {
    const secret = [...page.matchAll(/^\| `(\w+)` .*\| yes +\|/gm)].map(([, name]) => name);
    expect(secret).toEqual([
      'DATABASE_URL',
      'DATABASE_APP_URL',
      'RELINK_MASTER_KEY',
      'RELINK_FIRST_ADMIN',
      'SMTP_URL',
      'SMS_WEBHOOK_SECRET',
      'RELINK_METRICS_TOKEN',
      'OTEL_EXPORTER_OTLP_HEADERS',
    ]);
  });
});
