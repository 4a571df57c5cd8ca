import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { notesIn, notesOfFile, type NotesOfFile } from '../../../verifier/verify.mjs';
import { keepName } from '../../platform/files/keep-name.ts';
import type { Witness } from './witness.ts';

// Some hundred notes.
const TAIL = 65_536;

/** A file that notes are only ever added to, one below another with a blank line between. */
export class WitnessFile implements Witness {
  readonly kind = 'file';

  constructor(private readonly path: string) {}

  async write(note: string): Promise<void> {
    const file = await open(this.path, 'a+');
    try {
      const { size } = await file.stat();
      const tail = await readTail(file, size);
      if (size === 0 || notesIn(tail).at(-1) !== note)
        await file.appendFile(`${size === 0 || tail.endsWith('\n\n') ? '' : '\n\n'}${note}\n`);
      await file.sync();
      if (size === 0) await keepName(dirname(this.path));
    } finally {
      await file.close();
    }
  }

  async newest(): Promise<readonly string[]> {
    const file = await unlessMissing(open(this.path, 'r'));
    if (!file) return [];
    try {
      return notesIn(await readTail(file, (await file.stat()).size));
    } finally {
      await file.close();
    }
  }

  async all(): Promise<NotesOfFile> {
    return (await unlessMissing(notesOfFile(this.path))) ?? { count: 0, notes: [] };
  }
}

/** Null where the file is not there yet. */
async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (fault) {
    if (typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 'ENOENT')
      return null;
    throw fault;
  }
}

async function readTail(file: FileHandle, size: number): Promise<string> {
  const length = Math.min(size, TAIL);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
  return buffer.toString();
}
