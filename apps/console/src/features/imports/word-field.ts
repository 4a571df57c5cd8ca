import type { MappedField, RecordKind } from '@relink/domain';

/** The key of a field's name: an id is one of a customer or of an order. */
export function wordField(records: RecordKind, field: MappedField): string {
  return field === 'id' ? `relink.importMappings.idOf.${records}` : `relink.importMappings.field.${field}`;
}
