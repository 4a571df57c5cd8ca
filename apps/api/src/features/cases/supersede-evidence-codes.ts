import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const SUPERSEDE = {
  name: 'case_supersede_evidence_codes',
  text: `update challenge set superseded_at = $2
          where case_id = $1 and purpose in ('evidence', 'spoken', 'identifier-move')
            and used_at is null and superseded_at is null`,
};

/** Whoever answers a code that was sent for somebody else must not prove anything of who is calling now. */
export async function supersedeEvidenceCodes(executor: Executor, now: Date, caseId: string): Promise<void> {
  await runNamed(executor, SUPERSEDE, [caseId, now]);
}
