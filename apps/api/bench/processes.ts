import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { applicationUrl } from '../src/platform/database/application-role.ts';
import type { Place } from './place.ts';

/** A server in a process of its own, on this machine's loopback only. */
export type ServerProcess = { readonly url: string; stop(): Promise<void> };

const PATIENCE_MS = 30_000;

/** The desk as it is built, without a worker. */
export const DESK = { file: new URL('../../../dist/main.js', import.meta.url), args: ['serve'] };
export const FLOOR = { file: new URL('./floor/main.js', import.meta.url), args: [] };

/** What desk and floor are told alike: where the database is, and how many connections they may have. */
export function serverEnvironment({ masterKey }: Place, ownerUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    DATABASE_APP_URL: applicationUrl(ownerUrl, masterKey),
    DATABASE_POOL: '16',
    RELINK_MASTER_KEY: masterKey.toString('hex'),
    RELINK_PUBLIC_URL: 'http://127.0.0.1',
  };
}

/**
 * Starts a server that listens on PORT and waits until it answers. What it logs goes into a file of the folder, if one
 * is named: a log that nobody keeps would cost too little. Throws when it ends or is silent for 30 s.
 */
export async function startServer(
  { file, args }: { readonly file: URL; readonly args: readonly string[] },
  env: Readonly<Record<string, string>>,
  logFolder?: string,
): Promise<ServerProcess> {
  const port = await freePort();
  const log =
    logFolder === undefined ? 'ignore' : openSync(join(logFolder, `server-${String(port)}.log`), 'a');
  const child = spawn(process.execPath, [fileURLToPath(file), ...args], {
    env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', log, 'inherit'],
  });
  if (typeof log === 'number') closeSync(log);
  // Whatever ends the benchmark ends its servers.
  process.once('exit', () => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  const stop = () => stopped(child);
  try {
    await answering(child, url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`A server ended with ${child.exitCode} before it answered.`);
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(50);
  }
  throw new Error('A server did not answer in time.');
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
