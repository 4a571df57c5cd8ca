import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileIn = (dataDir: string) => join(dataDir, 'demo.txt');

/** Keeps what the start of a demo desk printed, since a busy terminal scrolls it away. It holds nothing secret. */
export async function keepDemo(dataDir: string, told: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(fileIn(dataDir), `${told}\n`);
}

/** What the demo desk on this directory printed at its start; null where none runs. */
export async function keptDemo(dataDir: string): Promise<string | null> {
  try {
    return await readFile(fileIn(dataDir), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Takes it away when the desk ends: its addresses lead nowhere then. */
export async function forgetDemo(dataDir: string): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
}
