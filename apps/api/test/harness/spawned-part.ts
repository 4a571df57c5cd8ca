import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MASTER_KEY } from './test-desk.ts';

const PROGRAM = join(__dirname, '../../dist/main.js');
const PATIENCE_MS = 45_000;

/** One part of a desk in production (`main.js migrate | serve | work`) as a process of its own, with all that it printed. */
export class SpawnedPart {
  private static readonly children = new Set<ChildProcess>();
  printed = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.printed += chunk.toString();
      });
  }

  static begin(part: string, env: NodeJS.ProcessEnv): SpawnedPart {
    if (!existsSync(PROGRAM)) throw new Error('The api is not built: run "npm run build" first.');
    const child = spawn(process.execPath, [PROGRAM, part], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: '0',
        RELINK_MASTER_KEY: MASTER_KEY,
        RELINK_PUBLIC_URL: 'https://care.shop.example',
        ...env,
      },
    });
    SpawnedPart.children.add(child);
    return new SpawnedPart(child);
  }

  /** Ends those that still run. */
  static async killAll(): Promise<void> {
    for (const child of SpawnedPart.children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }

  /** The lines of its log, read. */
  get log(): Record<string, unknown>[] {
    const lines = this.printed.split('\n').filter((line) => line.startsWith('{'));
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** The first line that says so, waited for. Throws, with what was printed, when it does not come. */
  async said(message: string, matches: (line: Record<string, unknown>) => boolean = () => true) {
    for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
      const found = this.log.find((line) => line['msg'] === message && matches(line));
      if (found) return found;
      if (this.child.exitCode !== null) break;
      await wait(50);
    }
    throw new Error(`It did not say "${message}". It printed:\n${this.printed}`);
  }

  /** Asks it to stop, as an orchestrator does. */
  terminate(): void {
    this.child.kill('SIGTERM');
  }

  /** Its exit code, when it has ended and all it printed was read. */
  async ended(): Promise<number | null> {
    if (this.child.stdout?.closed !== true || this.child.stderr?.closed !== true)
      await once(this.child, 'close');
    return this.child.exitCode;
  }
}
