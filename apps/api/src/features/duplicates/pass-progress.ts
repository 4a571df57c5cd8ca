import type { DuplicatePass } from '@relink/contract';
import type { EntityManager } from 'typeorm';
import { runNamed, runSql } from '../../platform/database/named-statement.ts';
import type { AuditLog } from '../audit/index.ts';
import { LATEST_VERSIONS } from './kept-weights.ts';

const BEGIN = `update duplicate_pass set state = 'running', step = 'reading', tries = tries + 1, done = 0, found = 0,
    accounts = 0, "of" = (select count(*) from account where status in ('active', 'suspended'))
  where id = $1 and state in ('queued', 'running')`;
const NOTE_WEIGHTS = `update duplicate_pass set weights = (${LATEST_VERSIONS}) where id = $1`;
const STEP = `update duplicate_pass set step = $2, done = 0, "of" = $3 where id = $1`;
const DONE = {
  name: 'duplicate_pass_done',
  text: `update duplicate_pass set done = $2, found = coalesce($3, found),
      accounts = case when step = 'reading' then $2 else accounts end where id = $1`,
};
const END = `update duplicate_pass set state = $2, finished_at = $3, found = coalesce($4, found), accounts = coalesce($5, accounts),
    step = case when $2 = 'finished' then 'done' else step end
  where id = $1 and state in ('queued', 'running') returning tries, created_at as "createdAt", started_by as "startedBy"`;

/**
 * Begins a pass from nothing: what was kept of the accounts goes, and so do the notes of those that changed before now,
 * because all of them are read after this.
 */
export async function beginPass(em: EntityManager, passId: string): Promise<void> {
  await runSql(em, 'set local statement_timeout = 0');
  await runSql(em, BEGIN, [passId]);
  await runSql(em, 'delete from match_stale');
  await runSql(em, 'select match_begin()');
}

/** Writes down which weights were the latest before a pass read any: it scores with these or later ones. */
export async function noteWeights(em: EntityManager, passId: string): Promise<void> {
  await runSql(em, NOTE_WEIGHTS, [passId]);
}

/** Goes on to the next step, which has so much to do. */
export async function beginStep(
  em: EntityManager,
  passId: string,
  step: DuplicatePass['step'],
  of: number,
): Promise<void> {
  await runSql(em, STEP, [passId, step, of]);
}

/** Says how far a step is, and what was found by now. */
export async function countDone(
  em: EntityManager,
  passId: string,
  done: number,
  found: number | null = null,
): Promise<void> {
  // Nobody misses it after a crash: the pass begins anew.
  await runSql(em, 'set local synchronous_commit = off');
  await runNamed(em, DONE, [passId, done, found]);
}

/** What a pass came to; null when it failed. */
export type PassResult = { readonly accounts: number; readonly found: number } | null;

/** Ends a pass, and says so in the log, with what it failed for, where that is known. */
export async function endPass(
  em: EntityManager,
  audit: AuditLog,
  now: Date,
  passId: string,
  result: PassResult,
  fault: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const state = result === null ? 'failed' : 'finished';
  const [ended] = await runSql<{ tries: number; startedBy: string | null }>(em, END, [
    passId,
    state,
    now,
    result?.found ?? null,
    result?.accounts ?? null,
  ]);
  if (!ended) return;
  await audit.record(
    em,
    { principal: { kind: 'system' }, address: null, now },
    {
      action: 'duplicate-pass.finished',
      outcome: result === null ? 'refused' : 'done',
      facts: { passId, startedBy: ended.startedBy, tries: ended.tries, ...fault, ...result },
    },
  );
}
