import type { UndoRequest } from '@relink/contract';
import type { CaseChannel, Refusal, UndoPlan } from '@relink/domain';
import { hasRoomForChanges, isRefusal, refuse } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { changesStopped, passGate } from '../../platform/policy/changes-gate.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { AuditLog } from '../audit/index.ts';
import { awaitApproval, OpenCase, readChangesOfAgent } from '../cases/index.ts';
import { keepPlan, OpenApproval } from '../identifiers/index.ts';
import { EnterUndo } from './enter-undo.ts';
import type { UndoAnew } from './plan-stored-undo.ts';
import type { StoredMerge } from './stored-merge.ts';

const CHANNEL = { name: 'undo_case_channel', text: 'select channel from recovery_case where id = $1' };
const ADD_ACCOUNTS = {
  name: 'undo_case_accounts',
  text: `insert into case_account (case_id, account_id, role, added_at)
         values ($1, $2, 'claimed', $4), ($1, $3, 'duplicate', $4)`,
};
const INSERT = {
  name: 'merge_undo_insert',
  text: `insert into merge_undo (id, merge_id, case_id, plan_hash, decisions, reason, state, requested_by, requested_at)
         values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8)`,
};

type Asked = {
  readonly merge: StoredMerge;
  readonly plan: UndoPlan;
  readonly anew: UndoAnew;
  readonly request: UndoRequest;
};

/** Somebody at the desk asks that a merge is taken back: a case of its own is opened, and a second person is asked. */
@Injectable()
export class RequestUndo {
  constructor(
    private readonly enter: EnterUndo,
    private readonly openCase: OpenCase,
    private readonly approvals: OpenApproval,
    private readonly keys: CustomerKeys,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Refusals: `not-found`, `changes-stopped`, `case-needed`, `private-contact`, `merge-not-done`, those of planUndo, `undo-pending`,
   * `change-limit-reached`, and `merge-plan-moved` where the plan is not the one that was looked at. Each but the first is recorded.
   */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    mergeId: string,
    request: UndoRequest,
  ): Promise<Done | Refusal> {
    await passGate(em);
    const { decisions, planHash } = request;
    // An agent is locked before accounts, everywhere.
    const changes = await readChangesOfAgent(em, context.principal.id, now);
    const entered = await this.enter.run(em, now, context, { mergeId, decisions, lock: true });
    if (!entered) return refuse('not-found');
    const { merge, anew } = entered;
    if (await changesStopped(em)) return this.refused(em, now, context, merge, refuse('changes-stopped'));
    if (isRefusal(anew)) return this.refused(em, now, context, merge, anew);
    const { plan } = anew;
    if (isRefusal(plan)) return this.refused(em, now, context, merge, plan);
    if (!hasRoomForChanges([merge.survivorId, merge.otherId], changes, context.principal.role, anew.policy))
      return this.refused(em, now, context, merge, refuse('change-limit-reached'));
    if (anew.planHash !== planHash) return this.refused(em, now, context, merge, refuse('merge-plan-moved'));
    await this.ask(em, now, context, { merge, plan, anew, request });
    return { resourceId: mergeId, result: undefined };
  }

  private async ask(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { merge, plan, anew, request }: Asked,
  ): Promise<void> {
    const { id: mergeId, survivorId, otherId } = merge;
    const requestedBy = context.principal.id;
    const [from] = await runNamed<{ channel: CaseChannel }>(em, CHANNEL, [merge.caseId]);
    const channel = from?.channel ?? 'phone';
    const opened = await this.openCase.run(em, now, context, { channel, note: request.reason });
    const caseId = opened.resourceId;
    await runNamed(em, ADD_ACCOUNTS, [caseId, survivorId, otherId, now]);
    const planHash = await keepPlan(em, now, this.keys, plan);
    const undoId = uuidv7();
    const { decisions, reason } = request;
    const row = [undoId, mergeId, caseId, planHash, JSON.stringify(decisions), reason, requestedBy, now];
    await runNamed(em, INSERT, row);
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'merge.undo-requested',
        origin: 'case',
        caseId,
        accountId: survivorId,
        facts: { mergeId, undoId, otherId, planHash, policyVersion: anew.policy.version },
        after: { reason },
      },
    );
    await this.approvals.run(em, now, {
      kind: 'merge-undo',
      plan,
      caseId,
      changeId: null,
      mergeId,
      undoId,
      requestedBy,
      policy: anew.policy,
    });
    await awaitApproval(em, now, caseId);
  }

  private async refused(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { id: mergeId, survivorId, otherId, caseId }: StoredMerge,
    refusal: Refusal,
  ): Promise<Refusal> {
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'merge.undo-requested',
        outcome: 'refused',
        origin: 'case',
        accountId: survivorId,
        ...(caseId !== null && { caseId }),
        facts: { mergeId, otherId, code: refusal.code },
      },
    );
    return refusal;
  }
}
