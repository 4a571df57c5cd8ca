import { open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { type CsvRow, RowCutter } from './cut-rows.ts';

/** In bytes: some hundred rows, a few milliseconds of reading. */
const CHUNK = 256 * 1024;

/** The rows of a stretch of the file, and how far that stretch reaches. */
export type Stretch = { readonly rows: readonly CsvRow[]; readonly bytesRead: number };

/** Reads a CSV file stretch by stretch, in memory that does not grow with the file. Throws what the file system throws. */
export async function* readRows(path: string): AsyncGenerator<Stretch> {
  const file = await open(path, 'r');
  try {
    const cutter = new RowCutter();
    let bytesRead = 0;
    for (;;) {
      const chunk = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, bytesRead);
      bytesRead += chunk.bytesRead;
      const last = chunk.bytesRead === 0;
      yield { rows: cutter.take(chunk.buffer.subarray(0, chunk.bytesRead), last), bytesRead };
      if (last) return;
      // An api that imports also answers: let it.
      await setImmediate();
    }
  } finally {
    await file.close();
  }
}
