import type { RunningPostgres } from '@relink/embedded-postgres';

/** What a run of the benchmark has to itself. */
export type Place = {
  readonly postgres: RunningPostgres;
  readonly masterKey: Buffer;
  /** Gone when the run is over. */
  readonly folder: string;
};
