import { open } from 'node:fs/promises';

/** A new file's name is kept for good only once its folder is: fsync(2). */
export async function keepName(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
