import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { DEFAULT_REALM } from '@relink/domain';
import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Transaction } from '../../platform/transaction/transaction.ts';
import type { ImportIssue } from '@relink/contract';
import { createImport } from './create-import.ts';
import { ImportIssues } from './import-issues.ts';
import type { Counts } from './import-run.ts';
import { readFileHeader } from './read-batches.ts';
import { ImportRunner, type RunOptions } from './run-import.ts';

/** The file is neither a customer nor an order export. */
export class FileUnreadable extends Error {}

/** What an import came to, and the first of what is to be said about its rows. */
export type Imported = {
  readonly importId: string;
  readonly counts: Counts;
  readonly issues: readonly ImportIssue[];
};

const SHOWN_ISSUES = 20;

/**
 * Imports a file where it lies, in this process, as the import command, the demo shop and the benchmark do.
 * Throws {@link FileUnreadable}, what the file system throws, and a fault of the database after marking the run failed.
 */
export async function importFile(
  app: INestApplicationContext,
  file: string,
  { isDemo = false, ...options }: RunOptions & { readonly isDemo?: boolean } = {},
): Promise<Imported> {
  const path = resolve(file);
  const { size } = await stat(path);
  const header = await readFileHeader(path);
  if (header === null)
    throw new FileUnreadable(`${file} is not a customer or order export that Relink knows.`);
  const id = uuidv7();
  const run = { id, realm: DEFAULT_REALM, kind: header.kind, fileName: basename(path), path, bytes: size };
  await app.get(Transaction).run((em, now) => createImport(em, { ...run, startedBy: null, isDemo }, now));
  const counts = await app.get(ImportRunner).run(id, run.realm, options);
  const { rows } = await app.get(ImportIssues).list(id, {}, { offset: 0, limit: SHOWN_ISSUES });
  return { importId: id, counts, issues: rows };
}
