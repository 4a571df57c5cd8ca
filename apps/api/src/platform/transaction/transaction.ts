import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../config/clock.ts';
import { runNamed } from '../database/named-statement.ts';

const NOW = { name: 'transaction_now', text: 'select now() as now' };

/** The one place that opens a transaction. The EntityManager is passed on by hand, never found in the air. */
@Injectable()
export class Transaction {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Runs `work` in one transaction: all of it is kept, or, when it throws, none. `now` is the database's. */
  run<T>(work: (em: EntityManager, now: Date) => Promise<T>): Promise<T> {
    return this.source.transaction('READ COMMITTED', async (em) => {
      const [row] = await runNamed<{ now: Date }>(em, NOW, []);
      if (!row) throw new Error('The database did not say what time it is.');
      return work(em, this.clock.read(row.now));
    });
  }
}
