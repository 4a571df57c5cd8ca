import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { type CaseEvidence, EVIDENCE_COLUMNS, evidenceIn, type EvidenceRow } from './case-evidence.ts';

const READ = {
  name: 'case_read_evidence',
  text: `select assurance_reset_at as "resetAt", ${EVIDENCE_COLUMNS} from recovery_case where id = $1`,
};

/** What was gathered in a case, and since when it counts; nothing where there is no case. */
export async function readEvidence(
  executor: Executor,
  caseId: string | null,
): Promise<{ readonly evidence: CaseEvidence; readonly resetAt: string | null }> {
  const [row] = await runNamed<EvidenceRow & { resetAt: Date | null }>(executor, READ, [caseId]);
  if (!row) return { evidence: { rounds: [], possessions: [], documents: [] }, resetAt: null };
  return { evidence: evidenceIn(row), resetAt: row.resetAt?.toISOString() ?? null };
}
