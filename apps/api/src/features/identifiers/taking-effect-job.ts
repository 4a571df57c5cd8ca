import type { JobOptions, JobPayloads } from '../../platform/jobs/jobs.ts';

/** The job by which a held change takes effect when it is due: one for each change. */
export function takingEffectJob(
  changeId: string,
  runAt: Date,
): { payload: JobPayloads['take_effect']; options: JobOptions } {
  return { payload: { changeId }, options: { key: `take_effect:${changeId}`, runAt } };
}
