import 'reflect-metadata';
import { createApp } from './create-app.ts';
import { FirstAgents } from './features/agents/index.ts';
import { readSettings, type Settings, SettingsError } from './platform/config/settings.ts';
import { applicationUrl } from './platform/database/application-role.ts';
import { migrate } from './platform/database/migrate.ts';
import { runProcess, say, stopOnSignals } from './process.ts';

/** `main.js migrate | serve | work`: the parts of a desk in production, each a process of its own. */
async function main(part: string | undefined): Promise<void> {
  const settings = readSettings(process.env);
  switch (part) {
    case 'migrate':
      return migrateOnce(settings);
    case 'serve':
    case 'work':
      return run(settings, part);
    default:
      throw new SettingsError('Say what to do: migrate, serve or work.');
  }
}

async function migrateOnce(settings: Settings): Promise<void> {
  if (settings.ownerUrl === undefined)
    throw new SettingsError("DATABASE_URL: migrating needs the owner's connection.");
  await migrate(settings.ownerUrl, settings.masterKey);
  const app = await createApp({ ...settings, appUrl: appUrlOf(settings) }, { serve: false, work: false });
  const { madeAdmin, nobody } = await app.get(FirstAgents).ensure();
  await app.close();
  if (madeAdmin !== undefined) say(`The first admin, ${madeAdmin}, can sign in.`);
  if (nobody) say('Nobody can sign in yet. Set RELINK_FIRST_ADMIN=username:password and migrate again.');
}

async function run(settings: Settings, part: 'serve' | 'work'): Promise<void> {
  const app = await createApp(
    { ...settings, appUrl: appUrlOf(settings) },
    { serve: part === 'serve', work: part === 'work' },
  );
  if (part === 'serve') await app.listen(settings.port, settings.host);
  stopOnSignals(() => app.close());
}

function appUrlOf({ appUrl, ownerUrl, masterKey }: Settings): string {
  if (appUrl !== undefined) return appUrl;
  if (ownerUrl !== undefined) return applicationUrl(ownerUrl, masterKey);
  throw new SettingsError('DATABASE_APP_URL: say which database to connect to.');
}

runProcess(main(process.argv[2]));
