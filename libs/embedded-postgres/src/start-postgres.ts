import { resolve } from 'node:path';
import { choosePort, rememberPort } from './choose-port.ts';
import { clearLeftovers } from './clear-leftovers.ts';
import { createCluster } from './create-cluster.ts';
import { createDatabase, ensureDatabase } from './databases.ts';
import { holdDataDir } from './hold-data-dir.ts';
import { type Server, ServerStartFailed, launchServer } from './launch-server.ts';
import { type Placement, placeData } from './place-data.ts';
import { type Binaries, provideBinaries } from './provide-binaries.ts';
import { serverSettings } from './server-settings.ts';
import { superviseServer } from './supervise-server.ts';

/** What to start, and where. */
export interface PostgresOptions {
  /** Directory for the data, its password (mode 0600), the server's log and the rest; made when missing. */
  dataDir: string;
  /** The database to make on the first start. */
  databaseName: string;
  /** Port on 127.0.0.1; without it that of the last run if free, else any free one. */
  port?: number;
  /** Settings of postgresql.conf over the defaults; not the address, the port or the socket. */
  settings?: Record<string, string>;
  /** False gives up safety against power cuts for speed: for tests. Default true. */
  durable?: boolean;
  /** Gets a line for each thing worth telling. Never a secret. */
  log?: (line: string) => void;
}

/** A PostgreSQL 18 that runs until `stop`; one that dies is started again on the same port. */
export interface RunningPostgres {
  /** The superuser's URL of the database; holds the password. */
  url: string;
  port: number;
  /** Where the data is: as asked, or, for root below a closed home, the place that was found instead. */
  dataDir: string;
  /**
   * Makes another database, as a copy of `template` if one is named, and returns the superuser's URL of it.
   * @throws pg's DatabaseError: 42P04 for a name that is taken, 55006 for a template somebody is connected to.
   */
  createDatabase(name: string, template?: string): Promise<string>;
  /** Fast shutdown, awaited: sessions end, data is written out. Calling it again changes nothing. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL 18 from npm's binaries on a data directory, as any user, and waits until it answers.
 * Whatever an earlier run left over there (a server, a pid file, a hold of a dead process) is cleared away.
 * @throws DataDirectoryHeld when another living process runs PostgreSQL on the data directory.
 * @throws ServerStartFailed, with the end of the server's log, when the server does not come up.
 * @throws Error, saying what to do, when the directory or the binaries cannot be used.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { databaseName, durable = true, log = () => undefined } = options;
  const place = await placeData(resolve(options.dataDir), log);
  const hold = await holdDataDir(place.home);
  try {
    const binaries = await provideBinaries(place, log);
    await clearLeftovers(place, binaries, log);
    const password = await createCluster(place, binaries, durable);
    const launch = (port: number) =>
      launchServer(place, binaries, { port, password }, serverSettings(port, durable, options.settings));
    const { server, port } = await launchOnPort(place, options.port, launch);
    const supervised = superviseServer(server, () => relaunch(place, binaries, port, launch, log), log);
    const stop = once(async () => {
      await supervised.stop();
      hold.release();
    });
    try {
      const access = { port, password };
      const url = await ensureDatabase(access, databaseName);
      log(`PostgreSQL 18 listens on 127.0.0.1:${port}`);
      return {
        url,
        port,
        dataDir: place.home,
        createDatabase: (name, template) => createDatabase(access, name, template),
        stop,
      };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    hold.release();
    throw error;
  }
}

type Launch = (port: number) => Promise<Server>;

async function launchOnPort(
  place: Placement,
  wanted: number | undefined,
  launch: Launch,
): Promise<{ server: Server; port: number }> {
  for (let tries = 1; ; tries += 1) {
    const port = wanted ?? (await choosePort(place.home));
    try {
      const server = await launch(port);
      await rememberPort(place.home, port);
      return { server, port };
    } catch (error) {
      // Between our look and the server's start somebody else may have taken a free port.
      const again =
        error instanceof ServerStartFailed && error.portTaken && wanted === undefined && tries < 5;
      if (!again) throw error;
    }
  }
}

async function relaunch(
  place: Placement,
  binaries: Binaries,
  port: number,
  launch: Launch,
  log: (line: string) => void,
): Promise<Server> {
  await clearLeftovers(place, binaries, log);
  return launch(port);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let started: Promise<void> | undefined;
  return () => (started ??= work());
}
