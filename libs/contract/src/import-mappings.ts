import {
  DATE_FORMATS,
  DECIMAL_SIGNS,
  IMPORT_KINDS,
  MAPPED_FIELDS,
  RECORD_KINDS,
  ROW_ISSUE_SEVERITIES,
} from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, line, listQuery } from './shared.ts';

/** More columns than any real export has. */
const MOST_COLUMNS = 500;
const columnNameText = z.string().max(500);
const fieldName = z.enum([...new Set(Object.values(MAPPED_FIELDS).flat())]);

/** How a file that no one knows is read: which column each of Relink's fields is read from, and how it writes values. */
export const importMappingDefinition = z.strictObject({
  records: z.enum(RECORD_KINDS),
  columns: z.partialRecord(fieldName, line(500)),
  dates: z.enum(DATE_FORMATS),
  decimals: z.enum(DECIMAL_SIGNS),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  /** ISO 4217: of amounts whose row names no currency. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .optional(),
});

const header = z.array(columnNameText).min(1).max(MOST_COLUMNS);

/** The body of POST /api/import-mappings; `header` is the header of the file that the mapping was made with. */
export const createImportMappingRequest = z.strictObject({
  name: line(120),
  definition: importMappingDefinition,
  header,
});
export type CreateImportMappingRequest = z.infer<typeof createImportMappingRequest>;

/** The body of PUT /api/import-mappings/:id. Without `header` that of before stays. */
export const updateImportMappingRequest = createImportMappingRequest.partial({ header: true });
export type UpdateImportMappingRequest = z.infer<typeof updateImportMappingRequest>;

/** A mapping as it is kept; a retired one stays for the imports that were read by it. */
export const importMappingResponse = z
  .object({
    id: idSchema,
    name: z.string(),
    definition: importMappingDefinition.meta({ id: 'ImportMappingDefinition' }),
    header: z.array(z.string()),
    createdAt: instant,
    updatedAt: instant,
    retiredAt: instant.nullable(),
  })
  .meta({ id: 'ImportMapping' });
export type ImportMappingView = z.infer<typeof importMappingResponse>;

export const IMPORT_MAPPING_SORTS = ['id', 'name', 'createdAt', 'updatedAt'] as const;
/** Without `retired` the list has those in use. */
export const importMappingsQuery = listQuery(
  z.strictObject({ id: idFilter.optional(), q: line(120).optional(), retired: z.boolean().optional() }),
  IMPORT_MAPPING_SORTS,
);
export type ImportMappingsQuery = z.infer<typeof importMappingsQuery>;

/** The longest sample of a file that is previewed, in characters. */
export const MOST_SAMPLE = 60_000;

/**
 * The body of POST /api/import-mappings/preview: the beginning of a file as text, `cut` where the file goes on after
 * it. Nothing of it is kept. Without a definition one is suggested.
 */
export const previewImportMappingRequest = z.strictObject({
  sample: z.string().min(1).max(MOST_SAMPLE),
  cut: z.boolean(),
  records: z.enum(RECORD_KINDS).optional(),
  definition: importMappingDefinition.optional(),
});
export type PreviewImportMappingRequest = z.infer<typeof previewImportMappingRequest>;

/** What an import would make of the first rows. */
export const importPreviewResponse = z
  .object({
    header: z.array(z.string()),
    /** What Relink knows the file as by itself, without a mapping. */
    knownAs: z.enum(IMPORT_KINDS).nullable(),
    /** The mapping that would be used by itself, for its header. */
    mappedBy: z.object({ id: idSchema, name: z.string() }).nullable(),
    definition: importMappingDefinition.meta({ id: 'ImportMappingSuggestion' }),
    /** What keeps the mapping from being used, by field. */
    faults: z.array(z.object({ field: fieldName, code: z.enum(['needed', 'not-of-these']) })),
    missingColumns: z.array(z.string()),
    rows: z.array(
      z.object({
        line: z.int(),
        cells: z.array(z.string()),
        read: z.array(z.object({ field: fieldName, value: z.string() })).nullable(),
        issues: z.array(
          z.object({
            severity: z.enum(ROW_ISSUE_SEVERITIES),
            column: z.string(),
            code: z.string(),
            reason: z.string(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.infer<typeof importPreviewResponse>;
