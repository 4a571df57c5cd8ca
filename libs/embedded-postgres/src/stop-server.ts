import { setTimeout as wait } from 'node:timers/promises';
import type { Placement } from './place-data.ts';
import { processStart, processesOf } from './process-identity.ts';
import type { Binaries } from './provide-binaries.ts';
import { runProgram } from './run-program.ts';

/** Seconds that a stop may take before the next, harder kind is tried. */
const patience = { fast: 60, immediate: 15, orphans: 5 };

/**
 * Stops the server with this pid, which must be the server of this cluster: fast (sessions are ended,
 * everything is written out), else immediate (the next start recovers from the log), else by SIGKILL.
 */
export async function stopServer(pid: number, place: Placement, binaries: Binaries): Promise<void> {
  for (const mode of ['fast', 'immediate'] as const) {
    if (processStart(pid) === undefined) return;
    const seconds = patience[mode];
    await runProgram(
      binaries.pgCtl,
      ['stop', '-D', place.cluster, '-m', mode, '-w', '-t', String(seconds)],
      place.user,
    );
    // pg_ctl returns when the pid file is gone, a moment before the process is.
    if (await gone([pid], 2)) return;
  }
  kill(pid, 'SIGKILL');
  await gone([pid], patience.orphans);
}

/** Ends the sessions of a server that was itself killed; while one lives, no new server may start. */
export async function endOrphans(cluster: string): Promise<void> {
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    const orphans = processesOf(cluster);
    for (const pid of orphans) kill(pid, signal);
    if (await gone(orphans, patience.orphans)) return;
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in between.
  }
}

async function gone(pids: number[], seconds: number): Promise<boolean> {
  const alive = () => pids.some((pid) => processStart(pid) !== undefined);
  for (let waited = 0; alive() && waited < seconds * 1000; waited += 20) await wait(20);
  return !alive();
}
