import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { errorCode } from './error-code.ts';

const linux = process.platform === 'linux';

/**
 * When the process with this pid started, as an opaque text that no later process with the same pid shares
 * (on Linux: the boot's id and the start in clock ticks; elsewhere only "alive"). Undefined when there is no
 * such process or it is a zombie.
 */
export function processStart(pid: number): string | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return linux ? startByProc(pid) : startBySignal(pid);
}

function startByProc(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets and may itself hold spaces and brackets.
  const [state, ...rest] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const ticks = rest[18];
  if (ticks === undefined || state === 'Z' || state === 'X') return undefined;
  return `${readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${ticks}`;
}

function startBySignal(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch (error) {
    return errorCode(error) === 'EPERM' ? 'alive' : undefined;
  }
}

/** Whether this pid is, at this moment, a PostgreSQL server working on `cluster` (a real path). */
export function isServerOf(pid: number, cluster: string): boolean {
  if (processStart(pid) === undefined) return false;
  if (!linux) return commandLine(pid).some((part) => part.includes('postgres'));
  const command = commandLine(pid);
  // A server changes into its data directory. Where that may not be read, its arguments tell.
  return basename(command[0] ?? '') === 'postgres' && (workingDirectory(pid) ?? command[2]) === cluster;
}

/** Processes of a PostgreSQL on `cluster` that outlived their server. Known on Linux only; else empty. */
export function processesOf(cluster: string): number[] {
  if (!linux) return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && workingDirectory(pid) === cluster)
    .filter((pid) => readText(`/proc/${pid}/comm`)?.trim() === 'postgres' && processStart(pid) !== undefined);
}

function commandLine(pid: number): string[] {
  if (linux) return (readText(`/proc/${pid}/cmdline`) ?? '').split('\0');
  try {
    return process.platform === 'win32'
      ? [execFileSync('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { encoding: 'utf8' })]
      : [execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'command='], { encoding: 'utf8' })];
  } catch {
    return [];
  }
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
