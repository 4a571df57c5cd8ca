import type { ImportMappingView } from '@relink/contract';
import { DEFAULT_REALM, type ImportKind, mappedKind, missingColumns, readHeader } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { problem } from '../../platform/problems/problem.ts';
import type { NamedMapping } from './create-import.ts';
import { ImportMappings } from './import-mappings.ts';
import { readHeaderCells } from './read-batches.ts';

/** What a file is read as, and by which mapping where Relink does not know it by itself. */
export type KnownFile = { readonly kind: ImportKind; readonly mapping: NamedMapping | null };

/** Knows a file by its header. */
@Injectable()
export class KnowFile {
  constructor(private readonly mappings: ImportMappings) {}

  /**
   * By the mapping that was chosen; else as an export that Relink knows; else by the mapping kept for such a header.
   * Throws `mapping-retired`, `mapping-does-not-fit` and `file-unreadable`.
   */
  async know(path: string, chosen: ImportMappingView | undefined): Promise<KnownFile> {
    const cells = await readHeaderCells(path);
    if (cells === null)
      throw problem('file-unreadable', {
        errors: { file: 'Its first row cannot be taken apart into columns.' },
      });
    if (chosen !== undefined) return byMapping(cells, chosen);
    const header = readHeader(cells);
    if (header !== null) return { kind: header.kind, mapping: null };
    const kept = await this.mappings.byHeader(DEFAULT_REALM, cells);
    if (kept !== undefined) return byMapping(cells, kept);
    throw problem('file-unreadable', {
      errors: { file: 'Its first row names no columns that Relink knows. Map its columns first.' },
    });
  }
}

function byMapping(cells: readonly string[], { id, definition, retiredAt }: ImportMappingView): KnownFile {
  if (retiredAt !== null) throw problem('mapping-retired');
  const missing = missingColumns(cells, definition);
  if (missing.length > 0)
    throw problem('mapping-does-not-fit', {
      errors: { file: `It has no column ${missing.join(', ')}, which the mapping names.` },
      details: { missingColumns: missing },
    });
  return { kind: mappedKind(definition.records), mapping: { id, definition } };
}
