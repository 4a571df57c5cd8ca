import { Injectable } from '@nestjs/common';
import { type Executor, runNamed } from '../database/named-statement.ts';
import type { Lane } from './lanes.ts';

/** Every job the worker knows, with its payload. */
export type JobPayloads = {
  send_message: { messageId: string };
  resume_messages: Record<string, never>;
  send_forgotten_reset: { email: string; reference: string; address: string; expiresAt: string };
  run_import: { importId: string };
  resume_imports: Record<string, never>;
  /** Brings orders that came to accounts while these were merged to their survivors, and counts them. */
  follow_orders: { accountIds: readonly string[] };
  take_effect: { changeId: string };
  take_due_changes: Record<string, never>;
  execute_merge: { mergeId: string };
  execute_undo: { undoId: string };
  expire_approvals: Record<string, never>;
  resume_merges: Record<string, never>;
  draw_reviews: Record<string, never>;
  purge_ledgers: Record<string, never>;
  erase_person: { erasureId: string };
  resume_erasures: Record<string, never>;
  expire_erasures: Record<string, never>;
  /** Adds to the file of erasures what is not in it yet. */
  write_erasures: Record<string, never>;
  look_up_sim_swap: { challengeId: string };
  find_duplicates: Record<string, never>;
  run_audit_export: { exportId: string };
  delete_audit_exports: Record<string, never>;
  stream_audit_events: Record<string, never>;
  expire_audit_bodies: Record<string, never>;
  /** Counts today and yesterday for Insights, and every day that was not counted yet. */
  count_days: Record<string, never>;
  /** Looks for signs of abuse, after counting the agents' last days. */
  raise_signs: Record<string, never>;
  /** Counts the last days anew, for what came late (a bounce), and looks for signs over all of them. */
  recount_days: Record<string, never>;
  delete_documents: Record<string, never>;
  /** Without an id: by night. */
  verify_audit: { verificationId?: string };
  upkeep: Record<string, never>;
};
export type JobName = keyof JobPayloads;

export type JobOptions = {
  /** Jobs of one queue run one after another. */
  readonly queue?: string;
  readonly maxAttempts?: number;
  /** A second job of the same key replaces one that has not started. */
  readonly key?: string;
  /** Whom the job waits for outside, where it does: see lanes.ts. */
  readonly lane?: Lane;
  /** Not before then, by the database's clock. */
  readonly runAt?: Date;
  /** Goes before every other that is due: somebody is waiting for it. */
  readonly awaited?: boolean;
};

const ADD = {
  name: 'job_add',
  text: `select id from graphile_worker.add_job($1, payload := $2::json, queue_name := $3, max_attempts := $4, job_key := $5,
           run_at := $6, flags := $7, priority := $8)`,
};

/** Puts jobs in the queue inside the caller's transaction: no commit, no job. */
@Injectable()
export class Jobs {
  async add<N extends JobName>(
    executor: Executor,
    name: N,
    payload: JobPayloads[N],
    options: JobOptions = {},
  ): Promise<void> {
    await runNamed(executor, ADD, [
      name,
      JSON.stringify(payload),
      options.queue ?? null,
      options.maxAttempts ?? 12,
      options.key ?? null,
      options.runAt ?? null,
      options.lane === undefined ? null : [options.lane],
      // Lower numbers go first.
      options.awaited === true ? -10 : 0,
    ]);
  }
}
