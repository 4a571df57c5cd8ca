import { basename } from 'node:path';
import type { ImportKind, ImportMapping } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';

/** A mapping as an admin keeps it. */
export type NamedMapping = { readonly id: string; readonly definition: ImportMapping };

/** A file to import, where it lies. */
export type FileToImport = {
  readonly id: string;
  readonly realm: string;
  readonly kind: ImportKind | null;
  /** The mapping that it is read by, and its id; null for an export that Relink knows. */
  readonly mapping: NamedMapping | null;
  readonly fileName: string;
  readonly path: string;
  readonly bytes: number;
  readonly startedBy: string | null;
  /** Whether it is the demo shop's, so that the shop's own first import is still its first. */
  readonly isDemo: boolean;
};

const INSERT = `insert into import_run
    (id, realm, kind, file_name, stored_as, file_bytes, state, started_by, created_at, is_demo,
      mapping_id, mapping)
  values ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $9, $10, $11)`;
const LONGEST_NAME = 200;

/** Writes down an import that is to run. */
export async function createImport(em: EntityManager, file: FileToImport, now: Date): Promise<void> {
  const { id, realm, kind, fileName, path, bytes, startedBy, isDemo, mapping } = file;
  await runSql(em, INSERT, [
    ...[id, realm, kind, shownName(fileName), path, bytes, startedBy, now, isDemo],
    ...[mapping?.id ?? null, mapping === null ? null : JSON.stringify(mapping.definition)],
  ]);
}

/** A file's name comes from a browser: no folders, nothing invisible, not without end. */
function shownName(written: string): string {
  const name = basename(written.replaceAll('\\', '/')).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
  return [...name].slice(0, LONGEST_NAME).join('') || 'export.csv';
}
