import type { AuditConditions, RequestAuditExport } from '@relink/contract';
import { csvLine } from '@relink/domain';
import { toldEvent } from './told-event.ts';

/** What an NDJSON export says of itself in its first line. */
export const EXPORT_FORMAT = 'relink-audit-export/2';

/** What a file begins with. */
export type ExportHeader = {
  readonly filter: AuditConditions;
  readonly checkpoint: {
    readonly size: number;
    readonly root: string;
    readonly note: string;
    readonly at: string;
  };
  readonly verifierKey: string;
};

/** What a file ends with: how many events it holds, and SHA-256 over their leaf hashes in its order, as base64. */
export type ExportEnd = { readonly events: number; readonly digest: string };

/** One event with its place in the log and the path that proves it. Hashes are base64. */
export type ExportedEvent = {
  readonly seq: number;
  readonly canonical: string;
  readonly leafHash: string;
  readonly path: readonly string[];
};

const BOM = '\uFEFF';
const COLUMNS = [
  'seq',
  'at',
  'id',
  'actorKind',
  'actorId',
  'address',
  'origin',
  'action',
  'outcome',
  'caseId',
  'accountId',
  'facts',
  'sealed',
  'leafHash',
  'path',
  'canonical',
];

/** The beginning of a file, in its format. */
export function firstLine(format: RequestAuditExport['format'], header: ExportHeader): string {
  if (format === 'csv') return `${BOM}${csvLine(COLUMNS)}`;
  return `${JSON.stringify({ format: EXPORT_FORMAT, ...header })}\n`;
}

/** The end of a file, in its format: without it an NDJSON file was cut off. A CSV file has rows of events alone. */
export function lastLine(format: RequestAuditExport['format'], { events, digest }: ExportEnd): string {
  return format === 'csv' ? '' : `${JSON.stringify({ end: { events, digest } })}\n`;
}

/**
 * One event as a line. Personal values stay sealed: a file outlives the erasure of a customer's key, and what it opened
 * could not be taken back. A spreadsheet's formulas are harmless in a CSV file; its `canonical` is never one.
 */
export function lineOf(format: RequestAuditExport['format'], event: ExportedEvent): string {
  if (format === 'ndjson') {
    const { seq, canonical, path } = event;
    return `${JSON.stringify({ seq, canonical, path })}\n`;
  }
  const told = toldEvent(event.canonical);
  return csvLine([
    String(event.seq),
    told.at,
    told.id,
    told.actorKind,
    told.actorId ?? '',
    told.address ?? '',
    told.origin ?? '',
    told.action,
    told.outcome,
    told.caseId ?? '',
    told.accountId ?? '',
    JSON.stringify(told.facts),
    told.sealed === null ? 'no' : 'yes',
    event.leafHash,
    event.path.join(' '),
    event.canonical,
  ]);
}
