import type { FieldOf, RecordKind, Sources } from './fields.ts';
import type { ImportKind } from './import.ts';
import type { Reading } from './reading.ts';

/** An export that Relink knows by its header. Names are in the plain form: small letters, words parted by one space. */
export type Layout = {
  readonly kind: ImportKind;
  /** `exactly`: only the case of a name is free. Shopify's are too like what any other file might have. */
  readonly written: 'exactly' | 'freely';
  /** Of each of these the file has at least one. */
  readonly needed: readonly (readonly string[])[];
  /** It has none of these. */
  readonly never?: readonly string[];
  readonly reading: Reading;
} & {
  readonly [R in RecordKind]: Sources<FieldOf<R>> & {
    readonly records: R;
    /** The columns that each hold items of an order. */
    readonly packed?: R extends 'orders' ? RegExp : never;
  };
}[RecordKind];
