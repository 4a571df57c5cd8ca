import { Injectable, type OnModuleInit } from '@nestjs/common';
import { runSql } from '../database/named-statement.ts';
import { PolicyInForce } from '../policy/policy-in-force.ts';
import { Transaction } from '../transaction/transaction.ts';
import { Worker } from './worker.ts';

/** In order; `$1` is now. */
const NIGHTLY: readonly string[] = [
  'select audit_prepare_months($1::timestamptz::date, 13)',
  `delete from idempotent_request where at < $1::timestamptz - interval '48 hours'`,
  // Whoever ends an agent's sessions holds the agent: what one of them holds is left to the next night, and not waited for.
  `delete from agent_session where id in
    (select id from agent_session where expires_at < $1 for update skip locked)`,
  'delete from rate_limit where expire < extract(epoch from $1::timestamptz) * 1000',
  `delete from identifier_claim where expires_at < $1::timestamptz - interval '1 day'`,
  // What found an account proves nothing in a case opened since: cases do not stay open for so long.
  `delete from search_hit where at < $1::timestamptz - interval '90 days'`,
  // A day's looks are counted; what is older counts for nothing.
  `delete from agent_look where at < $1::timestamptz - interval '48 hours'`,
  `delete from agent_look_count where slot < $1::timestamptz - interval '49 hours'`,
  `delete from agent_look_grant where until < $1::timestamptz - interval '48 hours'`,
  `delete from factor_miss where at < $1::timestamptz - interval '366 days'`,
  // Nobody decided in time: it waits for nobody any more.
  `update notice n set settled_at = r.expires_at from factor_recovery r
    where r.id = n.recovery_id and n.settled_at is null and r.expires_at <= $1`,
  `delete from development_inbox where at < $1::timestamptz - interval '30 days'`,
  // A job that failed for good keeps its payload, and that may name an e-mail.
  `select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs
    where attempts >= max_attempts and updated_at < $1::timestamptz - interval '1 day' having count(*) > 0`,
];

// A customer sees for as long again as it lived that a session was there.
const ENDED_SESSIONS =
  'delete from customer_session where expires_at < $1::timestamptz - make_interval(days => $2)';

/** What must be done every night: months for the audit log to write to, and what has expired swept out. */
@Injectable()
export class Upkeep implements OnModuleInit {
  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly policy: PolicyInForce,
  ) {}

  onModuleInit(): void {
    this.worker.handle('upkeep', () => this.run());
  }

  /** Safe to repeat and to run twice at once. */
  run(): Promise<void> {
    return this.transaction.run(async (em, now) => {
      for (const statement of NIGHTLY) await runSql(em, statement, [now]);
      const { numbers } = await this.policy.read(em);
      await runSql(em, ENDED_SESSIONS, [now, numbers.customerSession.lifeDays]);
    });
  }
}
