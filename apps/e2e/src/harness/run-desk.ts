import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../../api/dist/start.js', import.meta.url));
const PATIENCE_MS = 90_000;

/** A desk that runs as a process of its own, as `npm start` runs it. */
export type RunningDesk = {
  /** What the browser opens: `http://localhost:<port>`, as links in messages begin. */
  readonly url: string;
  /** Everything it has printed. */
  readonly printed: () => string;
  /** Asks it to end, as Ctrl-C would, and waits until it has. */
  stop(): Promise<void>;
};

/**
 * Starts the built desk on a free port of 127.0.0.1, on the database given, and waits until it says it is ready.
 * Throws, with what it printed, when it ends or stays silent.
 */
export async function runDesk(databaseUrl: string, dataDir: string): Promise<RunningDesk> {
  const child = spawn(process.execPath, [PROGRAM], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      AUDIT_CHECKPOINT_SECONDS: '2',
      RELINK_DATA_DIR: join(dataDir, 'desk'),
      RELINK_MASTER_KEY: randomBytes(32).toString('hex'),
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  const stop = () => end(child);
  try {
    const url = await untilReady(child, () => printed);
    return { url, printed: () => printed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilReady(child: ChildProcess, printed: () => string): Promise<string> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 100) {
    if (hasEnded(child)) throw new Error(`The desk ended while it started:\n${printed()}`);
    const port = /https?:\/\/[^\s/:]+:(\d+)/.exec(printed())?.[1];
    if (port !== undefined && (await isReady(port))) return `http://localhost:${port}`;
    await wait(100);
  }
  throw new Error(`The desk did not become ready:\n${printed()}`);
}

async function isReady(port: string): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health/ready`)).ok;
  } catch {
    return false;
  }
}

async function end(child: ChildProcess): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (hasEnded(child)) return;
    child.kill(signal);
    for (let waited = 0; waited < 20_000 && !hasEnded(child); waited += 50) await wait(50);
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
