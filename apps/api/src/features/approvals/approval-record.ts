import type { ApprovalFacts, HoldReason, PendingKind } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

/** An approval as stored, with the names the queue shows. */
export type ApprovalRecord = Omit<ApprovalFacts, 'expiresAt'> & {
  readonly id: string;
  readonly accountId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly caseId: string | null;
  readonly caseReference: string | null;
  readonly changeId: string | null;
  readonly changeKind: PendingKind | null;
  readonly mergeId: string | null;
  readonly undoId: string | null;
  readonly erasureId: string | null;
  /** What who asked says, where that stands nowhere else. */
  readonly requestReason: string | null;
  /** The account merged into `accountId`, with its name. */
  readonly otherId: string | null;
  readonly otherName: string | null;
  /** When the two became one, once they are. */
  readonly mergedAt: Date | null;
  /** What who asked for a merge, or its undoing, says. */
  readonly mergeReason: string | null;
  readonly planHash: string;
  readonly requestedAt: Date;
  readonly requestedByName: string | null;
  readonly expiresAt: Date;
  readonly holdReasons: readonly HoldReason[] | null;
  readonly heldUntil: Date | null;
  readonly decidedAt: Date | null;
  readonly decidedByName: string | null;
  readonly decisionReason: string | null;
};

/** The columns of an {@link ApprovalRecord}, of {@link APPROVAL_TABLES}. */
export const APPROVAL_COLUMNS = `p.id, p.kind, p.state, p.account_id as "accountId", a.first_name as "firstName",
  a.last_name as "lastName", p.case_id as "caseId", k.reference as "caseReference", p.change_id as "changeId",
  c.kind as "changeKind", p.plan_hash as "planHash", p.requested_by as "requestedBy", p.requested_at as "requestedAt",
  r.name as "requestedByName", p.expires_at as "expiresAt", c.hold_reasons as "holdReasons", c.held_until as "heldUntil",
  p.decided_at as "decidedAt", d.name as "decidedByName", p.decision_reason as "decisionReason",
  p.taken_part_in as "takenPartIn", p.merge_id as "mergeId", p.undo_id as "undoId", m.other_id as "otherId",
  o.first_name || ' ' || o.last_name as "otherName", m.executed_at as "mergedAt", coalesce(u.reason, m.reason) as "mergeReason",
  p.erasure_id as "erasureId", p.request_reason as "requestReason"`;
export const APPROVAL_TABLES = `approval p join account a on a.id = p.account_id
  left join recovery_case k on k.id = p.case_id left join identifier_change c on c.id = p.change_id
  left join agent r on r.id = p.requested_by left join agent d on d.id = p.decided_by
  left join merge m on m.id = p.merge_id left join account o on o.id = m.other_id
  left join merge_undo u on u.id = p.undo_id`;

const READ = {
  name: 'approval_read',
  text: `select ${APPROVAL_COLUMNS} from ${APPROVAL_TABLES} where p.id = $1`,
};
const LOCK = { name: 'approval_lock', text: 'select id from approval where id = $1 for update' };
const DECIDE = {
  name: 'approval_decide',
  text: `update approval set state = $2, decided_at = $3, decided_by = $4, decision_reason = $5
          where id = $1 and state = 'waiting' returning id`,
};
const VOID = {
  name: 'approval_void',
  text: `update approval set state = 'void', decided_at = $2 where id = $1 and state = 'waiting'`,
};

/** One approval, or undefined. */
export async function readApproval(executor: Executor, id: string): Promise<ApprovalRecord | undefined> {
  const [row] = await runNamed<ApprovalRecord>(executor, READ, [id]);
  return row;
}

/** One approval, locked until the transaction ends. Its accounts are locked before it. */
export async function lockApproval(em: EntityManager, id: string): Promise<ApprovalRecord | undefined> {
  await runNamed(em, LOCK, [id]);
  return readApproval(em, id);
}

/** Writes down a decision: of two at once, one finds nothing to decide. */
export async function decide(
  em: EntityManager,
  now: Date,
  id: string,
  decision: { readonly state: 'approved' | 'rejected'; readonly by: string; readonly reason: string | null },
): Promise<boolean> {
  const { state, by, reason } = decision;
  return (await runNamed(em, DECIDE, [id, state, now, by, reason])).length > 0;
}

/** What an approval was for is not what would be done any more. */
export async function makeVoid(em: EntityManager, now: Date, id: string): Promise<void> {
  await runNamed(em, VOID, [id, now]);
}

/** The approval as the rules know it. */
export function approvalFacts(record: ApprovalRecord): ApprovalFacts {
  return { ...record, expiresAt: record.expiresAt.toISOString() };
}
