import type { JobOptions, JobPayloads } from '../../platform/jobs/jobs.ts';

/** The job that carries an erasure out. */
export function erasureJob(erasureId: string): {
  readonly payload: JobPayloads['erase_person'];
  readonly options: JobOptions;
} {
  return { payload: { erasureId }, options: { key: `erasure ${erasureId}`, maxAttempts: 6 } };
}
