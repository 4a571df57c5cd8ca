import type { Pool } from 'pg';
import type { Chance } from '../src/demo/chance.ts';

/** The log of a running desk as its database's owner has it before them, and what they may do to it. */
export type Scene = {
  /** As the owner: nothing is refused. */
  readonly db: Pool;
  readonly chance: Chance;
  /** How many leaves are under the last witnessed checkpoint. */
  readonly covered: number;
  /** Whatever is dated before this is among them. */
  readonly settled: Date;
  /** Signs the text of a note with the log's own key: what only the thief of RELINK_MASTER_KEY can. */
  sign(text: string): Promise<string>;
};

/** One kind of tampering, done anew with other chance in each case. */
export type Tampering = {
  readonly kind: string;
  /** Of which copy: how the log is now, or how it was some checkpoints ago. */
  readonly of?: 'older';
  /** Does it, and says what it was. */
  run(scene: Scene): Promise<string>;
};
