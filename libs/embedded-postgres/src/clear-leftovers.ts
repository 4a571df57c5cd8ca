import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Placement } from './place-data.ts';
import { isServerOf } from './process-identity.ts';
import type { Binaries } from './provide-binaries.ts';
import { endOrphans, stopServer } from './stop-server.ts';

/**
 * Makes way for a new server after a holder that died without stopping its own: stops a server that still runs
 * on this cluster, and removes a pid file that names no such server, which would otherwise block the start when
 * its pid has gone to another process. Only for whoever holds the data directory.
 */
export async function clearLeftovers(
  place: Placement,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<void> {
  const pidFile = join(place.cluster, 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8').catch(() => undefined);
  const pid = Number.parseInt(text ?? '', 10);
  if (isServerOf(pid, place.cluster)) {
    log(`Stopping a PostgreSQL (process ${pid}) that an earlier run left over`);
    await stopServer(pid, place, binaries);
  }
  await endOrphans(place.cluster);
  await rm(pidFile, { force: true });
}
