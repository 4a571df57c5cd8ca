import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { lockOn } from '../../platform/database/advisory-locks.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import { Worker } from '../../platform/jobs/worker.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { LATEST_VERSIONS, WeightsUnusable } from './kept-weights.ts';
import { endPass } from './pass-progress.ts';
import { RefreshAccounts } from './refresh-accounts.ts';
import { RunPass } from './run-pass.ts';
import { NOTES_FOR_A_PASS } from './read-searched.ts';

/** A pass that was cut off so often is not begun again. */
const MOST_TRIES = 5;

// Of a session's own transaction, so that a killed process holds nothing.
const HOLD = `select pg_try_advisory_xact_lock(${lockOn('duplicates')}) as held`;
const WITHOUT_HURRY = 'set local idle_in_transaction_session_timeout = 0';
const WAITING = `select id, tries from duplicate_pass where state in ('queued', 'running') order by created_at limit 1`;
// What is kept of the accounts is in no log of the database: after a crash of it there is nothing, and all are read.
// So is a shop that keeps other weights than the last pass had.
const NEEDED = `select not exists (select from import_run where state = 'running') and (
    (select count(*) from (select from match_stale limit $1) noted) >= $1
    or exists (select from match_term) and not exists (select from match_record)
    or (${LATEST_VERSIONS}) is distinct from coalesce(
      (select weights from duplicate_pass where state in ('finished', 'failed') order by created_at desc, id desc limit 1),
      '{}')) as needed`;
const QUEUE = `insert into duplicate_pass (id, state, created_at) values ($1, 'queued', $2) on conflict do nothing`;

/**
 * Looks for duplicates: carries out the pass that waits, or compares what has changed. One process at a time; the others
 * have nothing to do. A job of each minute, which also finds what a killed process left half done.
 */
@Injectable()
export class FindDuplicates implements OnModuleInit {
  private readonly log = new Logger('FindDuplicates');

  constructor(
    private readonly worker: Worker,
    private readonly transaction: Transaction,
    private readonly pass: RunPass,
    private readonly refresh: RefreshAccounts,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.worker.handle('find_duplicates', async () => {
      await this.runAloud();
    });
  }

  /** A failed job's error is not in the log; that nothing is found for want of weights must be. */
  private async runAloud(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      if (error instanceof WeightsUnusable) this.log.error(error.message);
      throw error;
    }
  }

  /** Does what there is to do; says whether it could: false where another process is at it. */
  run(): Promise<boolean> {
    return this.transaction.run(async (hold) => {
      const [row] = await runSql<{ held: boolean }>(hold, HOLD);
      if (row?.held !== true) return false;
      await runSql(hold, WITHOUT_HURRY);
      await this.transaction.run((em, now) => queueIfNeeded(em, now));
      // Asked again after each: a pass may have been asked for meanwhile.
      while (await this.runPass());
      await this.refresh.run();
      return true;
    });
  }

  private async runPass(): Promise<boolean> {
    const [waiting] = await this.transaction.run((em) => runSql<{ id: string; tries: number }>(em, WAITING));
    if (!waiting) return false;
    if (waiting.tries < MOST_TRIES) await this.carryOut(waiting.id);
    else await this.transaction.run((em, now) => endPass(em, this.audit, now, waiting.id, null));
    return true;
  }

  /** To try again with weights that cannot be used is no use: the pass has failed. */
  private async carryOut(passId: string): Promise<void> {
    try {
      await this.pass.run(passId);
    } catch (error) {
      if (!(error instanceof WeightsUnusable)) throw error;
      const fault = { reason: 'weights-unusable', realm: error.realm, version: error.version };
      await this.transaction.run((em, now) => endPass(em, this.audit, now, passId, null, fault));
      throw error;
    }
  }
}

async function queueIfNeeded(em: EntityManager, now: Date): Promise<void> {
  const [row] = await runSql<{ needed: boolean }>(em, NEEDED, [NOTES_FOR_A_PASS]);
  if (row?.needed === true) await runSql(em, QUEUE, [uuidv7(), now]);
}
