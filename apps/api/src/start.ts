import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startPostgres } from '@relink/embedded-postgres';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './create-app.ts';
import { forgetDemo, keepDemo, loadDemoShop, tellDemo } from './demo/index.ts';
import { FirstAgents } from './features/agents/index.ts';
import { PublicAddress } from './features/messages/index.ts';
import { readSettings, type Settings } from './platform/config/settings.ts';
import { migrate } from './platform/database/migrate.ts';
import { runProcess, say, stopOnSignals } from './process.ts';

/** `npm start`: the whole desk by one command, with a PostgreSQL of its own where none is given. */
async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async (): Promise<void> => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  stopOnSignals(() => {
    say('Stopping …');
    return stopAll();
  });
  try {
    const ownerUrl = settings.ownerUrl ?? (await embeddedPostgres(settings, stops));
    say('Bringing the database up to date …');
    await migrate(ownerUrl, settings.masterKey, settings.previousMasterKey);
    const app = await createApp({ ...settings, ownerUrl }, { serve: true, work: true });
    stops.push(() => app.close());
    await openDesk(app, settings, stops);
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function embeddedPostgres(settings: Settings, stops: (() => Promise<void>)[]): Promise<string> {
  say('Starting PostgreSQL …');
  const postgres = await startPostgres({
    dataDir: join(settings.dataDir, 'postgres'),
    databaseName: 'relink',
  });
  stops.push(() => postgres.stop());
  return postgres.url;
}

async function openDesk(
  app: NestFastifyApplication,
  settings: Settings,
  stops: (() => Promise<void>)[],
): Promise<void> {
  const { demo, nobody } = await app.get(FirstAgents).ensure();
  if (settings.mode !== 'production') {
    say('Loading the demo shop, if there are no accounts yet …');
    await loadDemoShop(app);
  }
  await app.listen(settings.port, settings.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const address = `http://localhost:${String(port)}`;
  app.get(PublicAddress).set(address);
  let told = `  Console  ${address}/\n  Portal   ${address}/portal/`;
  if (settings.mode !== 'production') {
    told += `\n  Inbox    ${address}/#/inbox\n\n${tellDemo(demo)}`;
    await keepDemo(settings.dataDir, told);
    stops.push(() => forgetDemo(settings.dataDir));
  }
  say(`\nRelink is running. Ctrl-C ends it.\n\n${told}`);
  if (settings.mode !== 'production') say('\n  To read this again, in another terminal: npm run demo');
  if (nobody) say('  Nobody can sign in yet: set RELINK_FIRST_ADMIN=username:password and start again.');
}

runProcess(start());
