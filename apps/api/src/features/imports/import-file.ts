import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { DEFAULT_REALM, PROBLEMS } from '@relink/domain';
import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { ProblemException } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import type { ImportIssue } from '@relink/contract';
import { createImport } from './create-import.ts';
import { ImportIssues } from './import-issues.ts';
import { ImportMappings } from './import-mappings.ts';
import type { Counts } from './import-run.ts';
import { KnowFile, type KnownFile } from './know-file.ts';
import { ImportRunner, type RunOptions } from './run-import.ts';

/** The file is no export that Relink knows, or not one for the mapping. */
export class FileUnreadable extends Error {}

/** What an import came to, and the first of what is to be said about its rows. */
export type Imported = {
  readonly importId: string;
  readonly counts: Counts;
  readonly issues: readonly ImportIssue[];
};

const SHOWN_ISSUES = 20;

type FileOptions = {
  readonly isDemo?: boolean;
  /** The name of the mapping that the file is read by; without one it is known by its header. */
  readonly mapping?: string;
};

/**
 * Imports a file where it lies, in this process, as the import command, the demo shop and the benchmark do.
 * Throws {@link FileUnreadable}, what the file system throws, and a fault of the database after marking the run failed.
 */
export async function importFile(
  app: INestApplicationContext,
  file: string,
  { isDemo = false, mapping, ...options }: RunOptions & FileOptions = {},
): Promise<Imported> {
  const path = resolve(file);
  const { size } = await stat(path);
  const known = await knownFile(app, path, mapping);
  const id = uuidv7();
  const run = { id, realm: DEFAULT_REALM, ...known, fileName: basename(path), path, bytes: size };
  await app.get(Transaction).run((em, now) => createImport(em, { ...run, startedBy: null, isDemo }, now));
  const counts = await app.get(ImportRunner).run(id, run.realm, options);
  const { rows } = await app.get(ImportIssues).list(id, {}, { offset: 0, limit: SHOWN_ISSUES });
  return { importId: id, counts, issues: rows };
}

async function knownFile(
  app: INestApplicationContext,
  path: string,
  name: string | undefined,
): Promise<KnownFile> {
  const chosen = name === undefined ? undefined : await app.get(ImportMappings).byName(DEFAULT_REALM, name);
  if (name !== undefined && chosen === undefined)
    throw new FileUnreadable(
      `There is no mapping named ${name}. An admin makes one under Imports in the console.`,
    );
  try {
    return await app.get(KnowFile).know(path, chosen);
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    const { code, errors } = error.refusal;
    throw new FileUnreadable(`${basename(path)}: ${PROBLEMS[code].title} ${errors?.['file'] ?? ''}`.trim());
  }
}
