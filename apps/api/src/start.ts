import 'reflect-metadata';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { startPostgres, type RunningPostgres } from '@relink/embedded-postgres';
import { createApp } from './create-app.ts';
import { readSettings, SettingsError } from './platform/config/settings.ts';
import { applicationUrl, DatabaseSetUpError } from './platform/database/application-role.ts';
import { migrate } from './platform/database/migrate.ts';

/** `npm start`: the whole desk by one command, with a PostgreSQL of its own where none is given. */
async function start(): Promise<void> {
  const settings = readSettings(process.env);
  let postgres: RunningPostgres | undefined;
  if (settings.ownerUrl === undefined) {
    say('Starting PostgreSQL …');
    postgres = await startPostgres({ dataDir: join(settings.dataDir, 'postgres'), databaseName: 'relink' });
  }
  const ownerUrl = settings.ownerUrl ?? postgres?.url ?? '';
  let stop = async (): Promise<void> => {
    await postgres?.stop();
  };
  try {
    say('Migrating the database …');
    await migrate(ownerUrl, settings.masterKey);
    const appUrl = settings.appUrl ?? applicationUrl(ownerUrl, settings.masterKey);
    const app = await createApp({ ...settings, appUrl }, { serve: true, work: true });
    const stopDatabase = stop;
    stop = async () => {
      await app.close();
      await stopDatabase();
    };
    await app.listen(settings.port, settings.host);
    const { port } = app.getHttpServer().address() as AddressInfo;
    say(
      `Relink is running.\n\n  Console   http://localhost:${String(port)}/\n  Portal    http://localhost:${String(port)}/portal/\n`,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      say('Stopping …');
      void stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

start().catch((error: unknown) => {
  const known = error instanceof SettingsError || error instanceof DatabaseSetUpError;
  process.stderr.write(
    `${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
