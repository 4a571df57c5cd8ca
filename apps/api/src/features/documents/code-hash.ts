import type { Sealing } from '../../platform/sealing/sealing.ts';

/** What is kept of a document's code, to compare with. */
export function codeHash(sealing: Sealing, documentId: string, code: string): Buffer {
  return sealing.digest('document code', `${documentId}:${code}`);
}
