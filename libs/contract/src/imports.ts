import { IMPORT_KINDS, IMPORT_STATES, ROW_ISSUE_SEVERITIES } from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, listQuery } from './shared.ts';

/** One import and its progress. POST /api/imports takes multipart/form-data with one part named `file`. */
export const importResponse = z
  .object({
    id: idSchema,
    kind: z.enum(IMPORT_KINDS).nullable(),
    /** The name of the mapping that the file was read by; null for an export that Relink knows. */
    mapping: z.string().nullable(),
    fileName: z.string(),
    fileBytes: z.int(),
    bytesRead: z.int(),
    state: z.enum(IMPORT_STATES),
    failure: z.string().nullable(),
    read: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    differing: z.int(),
    warned: z.int(),
    refused: z.int(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'Import' });
export type ImportView = z.infer<typeof importResponse>;

/** The query of POST /api/imports. Without it, the file is known by its header. */
export const importQuery = z.strictObject({ mappingId: idSchema.optional() });
export type ImportQuery = z.infer<typeof importQuery>;

/** GET /api/imports/:id/issues as a list; GET /api/imports/:id/issues.csv as a download. */
export const importIssue = z
  .object({
    id: z.string(),
    severity: z.enum(ROW_ISSUE_SEVERITIES),
    file: z.string(),
    line: z.int(),
    column: z.string(),
    code: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'ImportIssue' });
export type ImportIssue = z.infer<typeof importIssue>;

export const IMPORT_SORTS = ['id', 'createdAt'] as const;
export const importsQuery = listQuery(
  z.strictObject({ id: idFilter.optional(), state: z.enum(IMPORT_STATES).optional() }),
  IMPORT_SORTS,
);
export type ImportsQuery = z.infer<typeof importsQuery>;
export const importIssuesQuery = listQuery(
  z.strictObject({ severity: z.enum(ROW_ISSUE_SEVERITIES).optional() }),
  ['id'] as const,
);
export type ImportIssuesQuery = z.infer<typeof importIssuesQuery>;

/** The query of GET /api/imports/:id/issues.csv: all three without it. */
export const importIssuesCsvQuery = z.strictObject({ severity: z.enum(ROW_ISSUE_SEVERITIES).optional() });
export type ImportIssuesCsvQuery = z.infer<typeof importIssuesCsvQuery>;
