import type { RowIssue } from '@relink/domain';
import type { AuditEntry } from '../audit/index.ts';
import type { Outcome } from './import-run.ts';

/** What loading a batch came to: an outcome per record, more issues, and the events of accounts that changed. */
export type LoadedBatch = {
  readonly outcomes: readonly Outcome[];
  readonly issues: readonly RowIssue[];
  readonly entries: readonly AuditEntry[];
};
