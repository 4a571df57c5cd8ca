import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from './launch-server.ts';

/** Longest pause, in milliseconds, between two tries to bring a server back. */
const longestPause = 30_000;

/**
 * Keeps a server up: when it ends although nobody stopped it, `relaunch` is called until it succeeds. If Node
 * exits without `stop`, the server is told to stop as well.
 */
export function superviseServer(
  first: Server,
  relaunch: () => Promise<Server>,
  log: (line: string) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const stopped = () => stopping.signal.aborted;
  let current = first;

  const bringBack = async (): Promise<void> => {
    for (let pause = 500; !stopped(); pause = Math.min(pause * 2, longestPause)) {
      try {
        current = await relaunch();
        log(`PostgreSQL is back (process ${current.pid})`);
        return;
      } catch (error) {
        log(`PostgreSQL does not come back yet: ${error instanceof Error ? error.message : String(error)}`);
      }
      await wait(pause, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const watch = async (): Promise<void> => {
    while (!stopped()) {
      const how = await current.ended;
      if (stopped()) return;
      log(`PostgreSQL ended by itself (${how}); starting it again`);
      await bringBack();
    }
    await current.stop();
  };
  const watching = watch();

  const lastWill = () => {
    try {
      process.kill(current.pid, 'SIGINT');
    } catch {
      // It has ended already.
    }
  };
  process.once('exit', lastWill);

  const stop = async (): Promise<void> => {
    stopping.abort();
    await current.stop();
    await watching;
    process.removeListener('exit', lastWill);
  };
  return { stop };
}
