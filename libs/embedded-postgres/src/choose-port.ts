import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

const host = '127.0.0.1';

/** The port of the last run if it is free, else any free one. */
export async function choosePort(home: string): Promise<number> {
  const last = Number.parseInt(await readFile(portFile(home), 'utf8').catch(() => ''), 10);
  return (last > 0 && last < 65_536 ? await tryPort(last) : undefined) ?? (await tryPort(0)) ?? 0;
}

/** Keeps the port for the next run. */
export async function rememberPort(home: string, port: number): Promise<void> {
  await writeFile(portFile(home), String(port));
}

function portFile(home: string): string {
  return join(home, 'port');
}

/** The port if nobody listens on it on 127.0.0.1; for 0 a free one that the system picks. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
