import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const LOCK = {
  name: 'case_lock_open_of_account',
  text: `select id from recovery_case
          where state <> 'closed' and id in (select case_id from case_account where account_id = $1)
          order by id for no key update`,
};
const RESET = {
  name: 'case_reset_assurance',
  text: 'update recovery_case set assurance_reset_at = $2, updated_at = $2 where id = any($1::uuid[])',
};
const SUPERSEDE = {
  name: 'case_supersede_evidence_codes',
  text: `update challenge set superseded_at = $2
          where case_id = any($1::uuid[]) and purpose in ('evidence', 'spoken', 'identifier-move')
            and used_at is null and superseded_at is null`,
};

/** Locks every case of an account that is not closed, before the account is. Returns their ids. */
export async function lockOpenCasesOf(executor: Executor, accountId: string): Promise<string[]> {
  const rows = await runNamed<{ id: string }>(executor, LOCK, [accountId]);
  return rows.map(({ id }) => id);
}

/** Whoever answers a code that was sent for somebody else must not prove anything of who is calling now. */
export async function supersedeEvidenceCodes(
  executor: Executor,
  now: Date,
  caseIds: readonly string[],
): Promise<void> {
  await runNamed(executor, SUPERSEDE, [caseIds, now]);
}

/**
 * What callers proved in some cases counts for nothing any more, and codes that wait prove nothing: somebody who was told
 * says that it was not them, so whoever is calling is proven anew. The cases are locked.
 */
export async function distrustCallers(
  executor: Executor,
  now: Date,
  caseIds: readonly string[],
): Promise<void> {
  if (caseIds.length === 0) return;
  await runNamed(executor, RESET, [caseIds, now]);
  await supersedeEvidenceCodes(executor, now, caseIds);
}
