import type { JobOptions, JobPayloads } from '../../platform/jobs/jobs.ts';

/** Somebody watches it, and no more than a few run at once. */
const OPTIONS = { awaited: true, lane: 'merges', maxAttempts: 6 } as const;
const KEY = 'merge ';

/** The key of the job of a merge or an undoing, in SQL, by its id there. */
export function mergeJobKey(id: string): string {
  return `'${KEY}' || ${id}`;
}

/** The job that carries a merge out. */
export function mergeJob(mergeId: string): {
  readonly payload: JobPayloads['execute_merge'];
  readonly options: JobOptions;
} {
  return { payload: { mergeId }, options: { ...OPTIONS, key: KEY + mergeId } };
}

/** The job that takes one back. */
export function undoJob(undoId: string): {
  readonly payload: JobPayloads['execute_undo'];
  readonly options: JobOptions;
} {
  return { payload: { undoId }, options: { ...OPTIONS, key: KEY + undoId } };
}
