import type { ErasedAccounts } from '../erasure/index.ts';
import type { ImportKind, ImportMapping, ImportState, RowIssue } from '@relink/domain';

/** A run of one import, as stored. */
export type ImportRun = {
  readonly id: string;
  readonly realm: string;
  readonly kind: ImportKind | null;
  readonly file_name: string;
  readonly stored_as: string;
  readonly file_bytes: string;
  readonly state: ImportState;
  readonly started_by: string | null;
  /** How a file that no one knows is read. */
  readonly mapping: ImportMapping | null;
};

/**
 * What a batch came to. Each record read is exactly one of created, updated, unchanged, differing and refused;
 * warned ones are among them.
 */
export type Counts = {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly differing: number;
  readonly warned: number;
  readonly refused: number;
};

export const NO_COUNTS: Counts = {
  read: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  differing: 0,
  warned: 0,
  refused: 0,
};

/** Adds two counts up. */
export function plus(one: Counts, other: Counts): Counts {
  return {
    read: one.read + other.read,
    created: one.created + other.created,
    updated: one.updated + other.updated,
    unchanged: one.unchanged + other.unchanged,
    differing: one.differing + other.differing,
    warned: one.warned + other.warned,
    refused: one.refused + other.refused,
  };
}

/** One record of a file, mapped; `row` is null when it is refused. `cells` or `text` are the row itself. */
export type MappedRecord<T> = {
  readonly line: number;
  readonly row: T | null;
  readonly issues: readonly RowIssue[];
  readonly cells: readonly string[] | null;
  readonly text?: string;
  /** Of the row, null with it: see fingerprint(). */
  readonly fingerprint: Buffer | null;
};

/** A record that can be loaded. */
export type Loadable<T> = MappedRecord<T> & { readonly row: T; readonly fingerprint: Buffer };

/** What a batch is loaded with besides its records. */
export type BatchContext = {
  readonly importId: string;
  readonly realm: string;
  readonly fileName: string;
  /** When what this file adds came to its account; null in a realm's first import, whose contacts are tenured. */
  readonly linkedSince: Date | null;
  /** Who was erased, and is not brought back. */
  readonly erased: ErasedAccounts;
  readonly now: Date;
};

/** What came of a record that was not refused. */
export type Outcome = 'created' | 'updated' | 'unchanged' | 'differing';
