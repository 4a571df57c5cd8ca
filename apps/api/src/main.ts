import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createApp } from './create-app.ts';
import { FirstAgents } from './features/agents/index.ts';
import { readSettings, type Settings, SettingsError } from './platform/config/settings.ts';
import { migrate } from './platform/database/migrate.ts';
import { Readiness } from './platform/health/readiness.ts';
import { Log } from './platform/observability/log.ts';
import { runProcess, stopOnSignals } from './process.ts';
import { rotateOnce } from './rotate-once.ts';

/** `main.js migrate | serve | work | rotate`: the parts of a desk in production, each a process of its own. */
async function main(part: string | undefined): Promise<void> {
  const settings = readSettings(process.env, { reachesCustomers: part === 'serve' || part === 'work' });
  switch (part) {
    case 'migrate':
      return migrateOnce(settings);
    case 'rotate':
      return rotateOnce(settings);
    case 'serve':
    case 'work':
      return run(settings, part);
    default:
      throw new SettingsError('Say what to do: migrate, serve, work or rotate.');
  }
}

async function migrateOnce(settings: Settings): Promise<void> {
  if (settings.ownerUrl === undefined)
    throw new SettingsError("DATABASE_URL: migrating needs the owner's connection.");
  await migrate(settings.ownerUrl, settings.masterKey, settings.previousMasterKey);
  const app = await createApp(settings, { serve: false, work: false });
  const { madeAdmin, nobody } = await app.get(FirstAgents).ensure();
  const log = app.get(Log);
  log.write('info', 'migrated');
  if (madeAdmin !== undefined) log.write('info', 'the first admin can sign in');
  if (nobody)
    log.write('warn', 'nobody can sign in yet: set RELINK_FIRST_ADMIN=username:password and migrate again');
  await app.close();
}

async function run(settings: Settings, part: 'serve' | 'work'): Promise<void> {
  const app = await createApp(settings, { serve: part === 'serve', work: part === 'work' });
  if (part === 'serve') await app.listen(settings.port, settings.host);
  const drainMs = part === 'serve' ? settings.drainMs : 0;
  stopOnSignals(async () => {
    app.get(Log).write('info', 'stopping', { part });
    app.get(Readiness).stop();
    await wait(drainMs);
    await app.close();
  }, drainMs);
  const address = part === 'serve' ? (app.getHttpServer().address() as AddressInfo) : undefined;
  app.get(Log).write('info', 'started', { part, ...(address && { port: address.port }) });
}

runProcess(main(process.argv[2]));
