import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MASTER_KEY, type TestDesk } from './test-desk.ts';

const PROGRAM = join(__dirname, '../../dist/start.js');
const PATIENCE_MS = 45_000;

/** The owner's connection to the database of a test desk. */
export function ownerUrl(desk: TestDesk): string {
  const url = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
  url.pathname = `/${desk.owner.database ?? ''}`;
  return url.toString();
}

/** The built desk as a process of its own, as `npm start` runs it, on the database of a test desk. It can be killed. */
export class SpawnedDesk {
  private static readonly children = new Set<ChildProcess>();

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** Starts one that serves and works, and waits until it listens. Throws, with what it printed, when it does not. */
  static async start(desk: TestDesk, env: NodeJS.ProcessEnv): Promise<SpawnedDesk> {
    if (!existsSync(PROGRAM)) throw new Error('The api is not built: run "npm run build" first.');
    const child = spawn(process.execPath, [PROGRAM], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'test',
        HOST: '127.0.0.1',
        PORT: '0',
        DATABASE_URL: ownerUrl(desk),
        RELINK_MASTER_KEY: MASTER_KEY,
        ...env,
      },
    });
    SpawnedDesk.children.add(child);
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
      });
    for (let waited = 0; waited < PATIENCE_MS && !hasEnded(child); waited += 50) {
      const port = /http:\/\/localhost:(\d+)/.exec(printed)?.[1];
      if (port !== undefined) return new SpawnedDesk(child, `http://127.0.0.1:${port}`);
      await wait(50);
    }
    await end(child);
    throw new Error(`The desk does not listen. It printed:\n${printed}`);
  }

  /** Ends every one of them that still runs, also one that has not come to listen. */
  static async killAll(): Promise<void> {
    await Promise.all([...SpawnedDesk.children].map(end));
  }

  /** What `kill -9` does. Returns when the process is no more. */
  kill(): Promise<void> {
    return end(this.child);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
