import { type ApprovalKind, approvalExpiry, days, type Policy } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runNamed } from '../../platform/database/named-statement.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { tookPartInCase } from '../cases/index.ts';
import type { AnyPlan } from './hash-plan.ts';
import { keepPlan } from './keep-plan.ts';

/**
 * Everybody who took part in a case, or took evidence of its accounts lately or asked for something of theirs: what was
 * proven at the desk may be used on the portal. Of the undoing of a merge also who had asked for that, or taken its evidence, however
 * long ago.
 */
const TAKEN_PART = {
  name: 'approval_taken_part',
  text: `select array(
           ${tookPartInCase('$1')}
           union select agent_id from evidence_round where account_id = any($3) and at > $4
           union select requested_by from challenge
                  where account_id = any($3) and created_at > $4 and requested_by is not null
           union select unnest(array_remove(taken_part_in || array[asked_by, proposed_by, decided_by], null))
                   from identity_document where case_id = $1 or (account_id = any($3) and asked_at > $4)
           union select requested_by from identifier_change where id = $2 and requested_by is not null
           union select requested_by from merge where id = $6 and requested_by is not null
           union select e.agent_id from evidence_round e join merge m on m.id = $6 and e.case_id = m.case_id
           union select $5::uuid where $5 is not null
         ) as agents`,
};
const OPEN = {
  name: 'approval_open',
  text: `insert into approval (id, kind, account_id, case_id, change_id, plan_hash, security_versions, requested_by,
           requested_at, expires_at, state, taken_part_in, merge_id, undo_id, erasure_id, request_reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', $11, $12, $13, $14, $15)`,
};

/** What somebody is asked to say yes to. */
export type NewApproval = {
  readonly kind: ApprovalKind;
  readonly plan: AnyPlan;
  readonly caseId: string | null;
  readonly changeId: string | null;
  /** The merge to be carried out, or undone. */
  readonly mergeId?: string;
  /** Its undoing. */
  readonly undoId?: string;
  /** The erasure to be carried out. */
  readonly erasureId?: string;
  /** What who asks says, where that stands nowhere else. */
  readonly requestReason?: string;
  /** Null where a customer asks. */
  readonly requestedBy: string | null;
  readonly policy: Policy;
};

/** Puts a plan before a supervisor: bound to its hash and to the security versions it was computed from. */
@Injectable()
export class OpenApproval {
  constructor(private readonly keys: CustomerKeys) {}

  /** Returns the approval's id. */
  async run(em: EntityManager, now: Date, asked: NewApproval): Promise<string> {
    const { kind, plan, caseId, changeId, requestedBy, policy } = asked;
    const { mergeId = null, undoId = null, erasureId = null, requestReason = null } = asked;
    const planHash = await keepPlan(em, now, this.keys, plan);
    const [taken] = await runNamed<{ agents: string[] }>(em, TAKEN_PART, [
      caseId,
      changeId,
      [...new Set([plan.accountId, ...Object.keys(plan.securityVersions)])],
      new Date(now.getTime() - days(policy.numbers.hold.objectionDays)),
      requestedBy,
      mergeId,
    ]);
    const id = uuidv7();
    await runNamed(em, OPEN, [
      id,
      kind,
      plan.accountId,
      caseId,
      changeId,
      planHash,
      JSON.stringify(plan.securityVersions),
      requestedBy,
      now,
      approvalExpiry(kind, now, policy),
      taken?.agents ?? [],
      mergeId,
      undoId,
      erasureId,
      requestReason,
    ]);
    return id;
  }
}
