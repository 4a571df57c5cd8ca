import { closeSync, openSync } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes after which the next start begins a new log file; one older file is kept. */
const largest = 10_000_000;

/** What the server printed since one start of it. */
export interface ServerLog {
  /** For the server's output; close it once the server has it. */
  descriptor: number;
  close(): void;
  /** The last lines of this start, at most 20. */
  tail(): Promise<string>;
}

/** Opens the server's log, `server.log` beside the cluster, at its end. */
export async function openServerLog(home: string): Promise<ServerLog> {
  const path = join(home, 'server.log');
  const size = async () => (await stat(path).catch(() => undefined))?.size ?? 0;
  if ((await size()) > largest) await rename(path, `${path}.1`);
  const start = await size();
  const descriptor = openSync(path, 'a', 0o600);
  return {
    descriptor,
    close: () => closeSync(descriptor),
    tail: async () => {
      const file = await open(path);
      try {
        const from = Math.max(start, (await size()) - 8_192);
        const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(8_192), position: from });
        return buffer.toString('utf8', 0, bytesRead).trim().split('\n').slice(-20).join('\n');
      } finally {
        await file.close();
      }
    },
  };
}
