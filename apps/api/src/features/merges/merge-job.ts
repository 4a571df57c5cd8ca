import type { JobOptions, JobPayloads } from '../../platform/jobs/jobs.ts';

/** The job that carries a merge out: somebody watches it, and no more than a few run at once. */
export function mergeJob(mergeId: string): {
  readonly payload: JobPayloads['execute_merge'];
  readonly options: JobOptions;
} {
  return { payload: { mergeId }, options: { awaited: true, lane: 'merges', maxAttempts: 6 } };
}

/** The job that takes one back. */
export function undoJob(undoId: string): {
  readonly payload: JobPayloads['execute_undo'];
  readonly options: JobOptions;
} {
  return { payload: { undoId }, options: { awaited: true, lane: 'merges', maxAttempts: 6 } };
}
