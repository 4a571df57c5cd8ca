import 'reflect-metadata';
import { createApp } from './create-app.ts';
import { CountDays } from './features/insights/index.ts';
import { withDatabase } from './own-database.ts';
import { readSettings, SettingsError } from './platform/config/settings.ts';
import { runProcess, say } from './process.ts';

/** `npm run insights -- rebuild`: counts every day that the log still has anew, beside a running desk. */
async function insights(what: string | undefined): Promise<void> {
  if (what !== 'rebuild') throw new SettingsError('Say what to do: npm run insights -- rebuild');
  await withDatabase(readSettings(process.env, { reachesCustomers: false }), async (settings) => {
    const app = await createApp(settings, { serve: false, work: false });
    try {
      const days = await app.get(CountDays, { strict: false }).rebuild((day) => {
        say(day);
      });
      say(`${String(days)} days counted.`);
    } finally {
      await app.close();
    }
  });
}

runProcess(insights(process.argv[2]));
