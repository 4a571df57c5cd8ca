import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { type Access, greet } from './databases.ts';
import { errorCode } from './error-code.ts';
import type { Placement } from './place-data.ts';
import type { Binaries } from './provide-binaries.ts';
import { cleanSurroundings } from './run-program.ts';
import { openServerLog } from './server-log.ts';
import { stopServer } from './stop-server.ts';

/** A PostgreSQL server that has answered once. */
export interface Server {
  pid: number;
  /** Resolves, with how, when the server has ended. */
  ended: Promise<string>;
  /** Stops it and waits for its end. */
  stop(): Promise<void>;
}

/** The server did not come up; the message ends with the last lines of its log. */
export class ServerStartFailed extends Error {
  /** Whether it failed because another process has the port. */
  readonly portTaken: boolean;

  constructor(how: string, tail: string) {
    super(`PostgreSQL did not start: ${how}.\n${tail}`);
    this.name = 'ServerStartFailed';
    this.portTaken = tail.includes('Address already in use');
  }
}

/** Milliseconds without any sign of start-up or recovery after which a silent server is given up. */
const silence = 60_000;

/**
 * Starts the server and waits until it lets the superuser in, however long its recovery takes.
 * @throws ServerStartFailed
 */
export async function launchServer(
  place: Placement,
  binaries: Binaries,
  access: Access,
  settings: Record<string, string>,
): Promise<Server> {
  const log = await openServerLog(place.home);
  // A session of its own keeps a Ctrl-C of the terminal away: Node stops the server, after its own work.
  const child = spawn(binaries.postgres, ['-D', place.cluster, ...asArguments(settings)], {
    ...cleanSurroundings(place.user),
    stdio: ['ignore', log.descriptor, log.descriptor],
    detached: true,
  });
  const life = new AbortController();
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code ?? 0}`));
  }).finally(() => life.abort());
  log.close();
  child.unref();

  const pid = child.pid ?? 0;
  const stop = async () => {
    if (!life.signal.aborted) await stopServer(pid, place, binaries);
    await ended;
  };
  let lastSign = Date.now();
  while (!life.signal.aborted) {
    const answer = await Promise.race([greet(access).then(() => 'in', errorCode), ended.then(() => 'over')]);
    if (answer === 'in') return { pid, ended, stop };
    if (answer === startingUp) lastSign = Date.now();
    if (Date.now() - lastSign > (answer === wrongPassword ? 3_000 : silence)) {
      await stop();
      throw new ServerStartFailed(`it does not let us in (${answer})`, await log.tail());
    }
    await Promise.race([ended, wait(40)]);
  }
  throw new ServerStartFailed(await ended, await log.tail());
}

/** SQLSTATE: cannot_connect_now, the answer of a server that is starting or recovering. */
const startingUp = '57P03';
/** SQLSTATE: invalid_password. */
const wrongPassword = '28P01';

function asArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
