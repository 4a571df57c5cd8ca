import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** What a part of the desk is started with. */
export type Part = {
  readonly part: 'serve' | 'work';
  readonly env: Readonly<Record<string, string>>;
  /** For a server: the port to listen on, so that it comes back where it was; else any free one. */
  readonly port?: number;
  /** Modules that are loaded before the desk, which think up its clock. */
  readonly preload?: URL;
};

const DESK = fileURLToPath(new URL('../../../../dist/main.js', import.meta.url));
const PATIENCE_MS = 60_000;
const living = new Set<ChildProcess>();

// Whatever ends the run ends what it started.
process.once('exit', killAll);

/** A part of the desk in a process of its own, as production runs it; it can be killed. */
export class DeskProcess {
  private printed = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.printed = (this.printed + chunk.toString()).slice(-20_000);
      });
  }

  /** Starts it; a server is waited for until it answers. Throws, with what it printed, when it ends before that. */
  static async start({ part, env, port: wanted, preload }: Part): Promise<DeskProcess> {
    const port = wanted ?? (await freePort());
    const args = [...(preload ? ['--import', preload.href] : []), DESK, part];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], NODE_ENV: 'test', HOST: '127.0.0.1', PORT: String(port), ...env },
    });
    living.add(child);
    child.once('exit', () => living.delete(child));
    const desk = new DeskProcess(child, `http://127.0.0.1:${port}`);
    if (part === 'serve') await desk.answers();
    return desk;
  }

  get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** What it wrote to its terminal, the end of it. */
  get said(): string {
    return this.printed;
  }

  /** What `kill -9` does. Returns when the process is no more. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** Asks it to stop, and kills it when it does not within 10 s. */
  async stop(): Promise<void> {
    const late = setTimeout(() => void this.kill(), 10_000);
    await this.end('SIGTERM');
    clearTimeout(late);
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (this.ended) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await gone;
  }

  private async answers(): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until && !this.ended) {
      const answered = await fetch(`${this.url}/api/health/live`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (answered) return;
      await wait(20);
    }
    await this.kill();
    throw new Error(`The desk does not listen. It printed:\n${this.printed}`);
  }
}

/** Ends every process of the desk that still runs. */
export function killAll(): void {
  for (const child of living) child.kill('SIGKILL');
}

/** A port of the loopback that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
