import type { MappedRecord } from './import-run.ts';
import type { RecordMapper } from './map-records.ts';
import { readRows } from './read-rows.ts';

/** Enough to spread the cost of a transaction, few enough to keep its locks short. */
const RECORDS = 2000;
/** In bytes of the file: bounds the memory where rows are long. */
const BYTES = 8 * 1024 * 1024;

export type Batch<T> = { readonly records: readonly MappedRecord<T>[]; readonly bytesRead: number };

/** The cells of a file's header, or null when it has none that can be taken apart. */
export async function readHeaderCells(path: string): Promise<readonly string[] | null> {
  for await (const { rows } of readRows(path)) {
    const [first] = rows;
    if (first) return first.cells;
  }
  return null;
}

/** The records of a file in batches, in the file's order; the last may be empty and says that all was read. */
export async function* readBatches<T>(path: string, mapper: RecordMapper<T>): AsyncGenerator<Batch<T>> {
  let records: MappedRecord<T>[] = [];
  let pastHeader = false;
  let bytesRead = 0;
  let yielded = 0;
  for await (const stretch of readRows(path)) {
    bytesRead = stretch.bytesRead;
    for (const row of stretch.rows) {
      if (!pastHeader) {
        pastHeader = true;
        continue;
      }
      records.push(...mapper.take(row));
      if (records.length < RECORDS && bytesRead - yielded < BYTES) continue;
      yield { records, bytesRead };
      records = [];
      yielded = bytesRead;
    }
  }
  yield { records: [...records, ...mapper.end()], bytesRead };
}
