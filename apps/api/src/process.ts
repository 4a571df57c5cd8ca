import { DataDirectoryHeld, ServerStartFailed } from '@relink/embedded-postgres';
import { SettingsError } from './platform/config/settings.ts';
import { DatabaseSetUpError } from './platform/database/application-role.ts';

const TOLD_PLAINLY = [SettingsError, DatabaseSetUpError, DataDirectoryHeld, ServerStartFailed];

/** Longer than the longest statement (30 s); with a drain of 3 s less than what Compose waits before it kills (40 s). */
const LONGEST_STOP_MS = 35_000;

/** Set by the first signal: from then on what breaks, breaks because it is being stopped. */
let stopping = false;

/** Prints a line for the person at the terminal. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/**
 * Stops once, in order, on Ctrl-C or a termination signal, and then ends the process: with 1 where that fails, or is not
 * over in time after the `drainMs` that it begins with.
 */
export function stopOnSignals(stop: () => Promise<void>, drainMs = 0): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => {
        process.stderr.write('The stop was not over in time: what was under way is broken off.\n');
        process.exit(1);
      }, drainMs + LONGEST_STOP_MS);
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
}

/** Lets an entry run; what it throws is told plainly where a person can mend it, and ends the process with 1. */
export function runProcess(entry: Promise<void>): void {
  entry.catch((error: unknown) => {
    if (stopping) return;
    process.stderr.write(`${told(error)}\n`);
    process.exit(1);
  });
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (TOLD_PLAINLY.some((kind) => error instanceof kind)) return error.message;
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error)
    return `Port ${String(error.port)} is taken. Set PORT (or RELINK_OPERATIONS_PORT) to another one, or end the program that listens there.`;
  return error.stack ?? error.message;
}
