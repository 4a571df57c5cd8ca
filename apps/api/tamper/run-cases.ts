import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { Chance } from '../src/demo/chance.ts';
import { verifyDatabase } from '../src/features/audit/index.ts';
import { notesIn } from '../verifier/verify.mjs';
import type { StagedDesk } from '../staged-desk/open-desk.ts';
import { copyLog, type LogCopy, withCopy } from './copy-log.ts';
import type { Tampering } from './scene.ts';

/** What the cases of one kind came to. */
export type Row = {
  readonly kind: string;
  found: number;
  missed: number;
  /** The kinds of fault that told, and in how many cases. */
  readonly told: Map<string, number>;
};

export type Stage = {
  readonly desk: StagedDesk;
  /** The verifier key, as an auditor was told it. */
  readonly key: string;
  /** A migrated database without a log. */
  readonly empty: string;
  readonly seed: number;
  readonly sign: (text: string) => Promise<string>;
};

/** How many cases are made from one copy of the running desk's log. */
const CASES_OF_A_COPY = 10;

/** Tampers with copies of the log of a desk that works on, and looks at the untouched ones in between. */
export class Cases {
  private copies: LogCopy[] = [];
  private made = 0;
  private done = 0;
  exposedMs = 0;
  untouched = 0;
  falseAlarms = 0;

  constructor(private readonly stage: Stage) {}

  /** Tampers so many times, each time by another chance. */
  async of(tampering: Tampering, cases: number): Promise<Row> {
    const row: Row = { kind: tampering.kind, found: 0, missed: 0, told: new Map() };
    for (let nth = 0; nth < cases; nth++) {
      if (this.done++ % CASES_OF_A_COPY === 0) await this.copyAnew();
      await this.one(tampering, this.stage.seed + nth, row);
    }
    return row;
  }

  /** Copies the log as the running desk has it by now, and looks whether anything is found in either of them. */
  async copyAnew(): Promise<void> {
    const { desk, key, empty } = this.stage;
    const copy = await copyLog(desk, key, { empty, database: `tamper_copy_${this.made++}` });
    this.exposedMs = Math.max(this.exposedMs, copy.exposedMs);
    // The first ones stay, to be restored from.
    const gone = this.copies.slice(2);
    this.copies = [...this.copies.slice(0, 2), copy];
    for (const { database } of gone) await desk.owner.query(`drop database ${database} with (force)`);
    await this.mustBeSound(desk.owner, notesIn(readFileSync(desk.witness, 'utf8')));
    await withCopy(desk.postgres, desk.owner, copy.database, (db) => this.mustBeSound(db, copy.witness));
  }

  private async one(tampering: Tampering, seed: number, row: Row): Promise<void> {
    const { desk, sign } = this.stage;
    const newest = this.newest();
    const { witness, covered, settled } = newest;
    const older = this.copies.filter((copy) => copy.covered < covered);
    const chance = new Chance(seed);
    const copy = tampering.of === 'older' ? chance.one(older) : newest;
    await withCopy(desk.postgres, desk.owner, copy.database, async (db) => {
      const what = await tampering.run({ db, chance, covered, settled, sign });
      const { outcome, faults } = await this.verify(db, witness);
      if (outcome === 'broken') row.found++;
      else {
        row.missed++;
        console.log(`MISSED: ${tampering.kind}, --seed ${seed}: ${what}`);
      }
      for (const kind of new Set(faults.map((fault) => fault.kind)))
        row.told.set(kind, (row.told.get(kind) ?? 0) + 1);
    });
  }

  private async mustBeSound(db: pg.Pool, witness: readonly string[]): Promise<void> {
    const { outcome, faults } = await this.verify(db, witness);
    this.untouched++;
    if (outcome === 'sound') return;
    this.falseAlarms++;
    console.log(`FALSE ALARM: ${faults.map(({ sentence }) => sentence).join(' ')}`);
  }

  private async verify(db: pg.Pool, witness: readonly string[]) {
    const events = await db.connect();
    try {
      return await verifyDatabase(events, db, { key: this.stage.key, witness });
    } finally {
      events.release();
    }
  }

  private newest(): LogCopy {
    const newest = this.copies.at(-1);
    if (!newest) throw new Error('No copy was made.');
    return newest;
  }
}
