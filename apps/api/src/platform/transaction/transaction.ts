import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../config/clock.ts';
import { runNamed } from '../database/named-statement.ts';
import { problem } from '../problems/problem.ts';

/** What a transaction throws when another one was first with something that only one can have. */
export class Overtaken extends Error {}

// https://www.postgresql.org/docs/current/errcodes-appendix.html: a unique value taken, a serialization failure, a deadlock.
const TAKEN_BY_ANOTHER = new Set(['23505', '40001', '40P01']);
const MOST_RUNS = 3;

export const NOW = { name: 'transaction_now', text: 'select now() as now' };

/** The one place that opens a transaction. The EntityManager is passed on by hand, never found in the air. */
@Injectable()
export class Transaction {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Runs `work` in one transaction: all of it is kept, or, when it throws, none. `now` is the database's. */
  run<T>(work: (em: EntityManager, now: Date) => Promise<T>): Promise<T> {
    // READ COMMITTED: the role's own default (application-role.ts), which spares a round trip to say so.
    return this.source.transaction(async (em) => {
      const [row] = await runNamed<{ now: Date }>(em, NOW, []);
      if (!row) throw new Error('The database did not say what time it is.');
      return work(em, this.clock.read(row.now));
    });
  }

  /**
   * Runs `work` like {@link run}, and from the start again when another transaction was first: by then its rules see
   * what the other one did, and refuse by the right name. `work` must leave nothing behind but in the database.
   * Throws `overtaken` when others were first again and again.
   */
  async runAgainIfOvertaken<T>(work: (em: EntityManager, now: Date) => Promise<T>): Promise<T> {
    for (let run = 1; ; run++) {
      try {
        return await this.run(work);
      } catch (fault) {
        if (!isOvertaken(fault)) throw fault;
        if (run === MOST_RUNS) throw problem('overtaken', { details: { retryAfterSeconds: 1 } });
      }
    }
  }
}

function isOvertaken(fault: unknown): boolean {
  if (fault instanceof Overtaken) return true;
  return fault instanceof Error && 'code' in fault && TAKEN_BY_ANOTHER.has(String(fault.code));
}
