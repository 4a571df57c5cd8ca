import { spawn } from 'node:child_process';

/** The unprivileged system user that PostgreSQL runs as when Node is root; PostgreSQL refuses to run as root. */
export interface ServiceUser {
  uid: number;
  gid: number;
}

/** How a program ended; `code` is null when it never started or was ended by a signal. */
export interface ProgramResult {
  code: number | null;
  output: string;
}

/**
 * The environment and place that every PostgreSQL program gets: no PG* variable, no library path and no locale
 * of whoever started Node, and a working directory that any user can read.
 */
export function cleanSurroundings(user: ServiceUser | undefined) {
  const { PATH, SystemRoot } = process.env;
  const env = { ...(PATH && { PATH }), ...(SystemRoot && { SystemRoot }), LC_ALL: 'C', TZ: 'UTC' };
  return { env, cwd: '/', ...user };
}

/** Runs a program to its end and returns its exit code and all it printed. Never throws. */
export function runProgram(file: string, args: string[], user?: ServiceUser): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const failed = (error: unknown) => resolve({ code: null, output: String(error) });
    try {
      const child = spawn(file, args, { ...cleanSurroundings(user), stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      const collect = (chunk: Buffer) => void (output += chunk.toString());
      child.stdout.on('data', collect);
      child.stderr.on('data', collect);
      child.once('error', failed);
      child.once('close', (code) => resolve({ code, output: output.trim() }));
    } catch (error) {
      // Unlike a missing file, a refused change of user is thrown at once.
      failed(error);
    }
  });
}
