import type { NotesOfFile } from '../../../verifier/verify.mjs';
import type { Settings } from '../../platform/config/settings.ts';
import { WitnessFile } from './witness-file.ts';
import { WitnessUrl } from './witness-url.ts';

/** Where checkpoints are written outside the database, so that whoever rewrites it is found out. */
export type Witness = {
  readonly kind: 'file' | 'url';
  /** Keeps a signed note for good, before it returns. Throws where it could not. */
  write(note: string): Promise<void>;
  /** The newest signed notes that it has, where it can be read. */
  newest(): Promise<readonly string[]>;
  /** Every signed note that it has, where it can be read, in order. Throws where it could be and cannot. */
  all(): Promise<NotesOfFile>;
};

/** The witness that AUDIT_WITNESS names; null where none is set. */
export function witnessOf({ auditWitness }: Pick<Settings, 'auditWitness'>): Witness | null {
  if (auditWitness === undefined) return null;
  return /^https?:/.test(auditWitness) ? new WitnessUrl(auditWitness) : new WitnessFile(auditWitness);
}
