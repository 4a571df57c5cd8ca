import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NUMBERS } from '@relink/domain';
import { runSql } from '../database/named-statement.ts';
import { Transaction } from '../transaction/transaction.ts';
import { Worker } from './worker.ts';

const KEPT_HOURS = 48;
const AUDIT_MONTHS_AHEAD = 13;

/** What must be done every night: months for the audit log to write to, and what has expired swept out. */
@Injectable()
export class Upkeep implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
  ) {}

  onModuleInit(): void {
    this.worker.handle('upkeep', () => this.run());
  }

  /** Safe to repeat and to run twice at once. */
  run(): Promise<void> {
    return this.transaction.run(async (em, now) => {
      await runSql(em, 'select audit_prepare_months($1::timestamptz::date, $2)', [now, AUDIT_MONTHS_AHEAD]);
      await runSql(
        em,
        `delete from idempotent_request where at < $1::timestamptz - make_interval(hours => $2)`,
        [now, KEPT_HOURS],
      );
      await runSql(em, `delete from agent_session where expires_at < $1`, [now]);
      await runSql(
        em,
        `delete from customer_session where expires_at < $1::timestamptz - make_interval(days => $2)`,
        [now, NUMBERS.customerSession.lifeDays],
      );
      await runSql(em, `delete from rate_limit where expire < extract(epoch from $1::timestamptz) * 1000`, [
        now,
      ]);
      await runSql(
        em,
        `delete from development_inbox where at < $1::timestamptz - make_interval(days => 30)`,
        [now],
      );
    });
  }
}
