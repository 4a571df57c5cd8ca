import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { DEFAULT_REALM } from '@relink/domain';
import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { createImport } from './create-import.ts';
import type { Counts } from './import-run.ts';
import { readFileHeader } from './read-batches.ts';
import { ImportRunner, type RunOptions } from './run-import.ts';

/** The file is neither a customer nor an order export. */
export class FileUnreadable extends Error {}

/**
 * Imports a file where it lies, in this process, as the import command and the benchmark do. Returns what it came to.
 * Throws {@link FileUnreadable}, what the file system throws, and a fault of the database after marking the run failed.
 */
export async function importFile(
  app: INestApplicationContext,
  file: string,
  options: RunOptions = {},
): Promise<{ readonly importId: string; readonly counts: Counts }> {
  const path = resolve(file);
  const { size } = await stat(path);
  const header = await readFileHeader(path);
  if (header === null)
    throw new FileUnreadable(`${file} is not a customer or order export that Relink knows.`);
  const id = uuidv7();
  const run = { id, realm: DEFAULT_REALM, kind: header.kind, fileName: basename(path), path, bytes: size };
  await app.get(Transaction).run((em, now) => createImport(em, { ...run, startedBy: null }, now));
  return { importId: id, counts: await app.get(ImportRunner).run(id, options) };
}
