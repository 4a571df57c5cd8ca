import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../database/data-source.ts';
import { runSql } from '../database/named-statement.ts';

/** Whether this process should be given work: its database answers, and it is not about to stop. */
@Injectable()
export class Readiness {
  private stopping = false;

  constructor(private readonly source: DataSource) {}

  /** From now on no: what is under way is finished, and a proxy sends what is new elsewhere. */
  stop(): void {
    this.stopping = true;
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  async check(): Promise<boolean> {
    if (this.stopping) return false;
    try {
      await runSql(poolOf(this.source), 'select 1');
      return true;
    } catch {
      return false;
    }
  }
}
