import type { ErasureRequest } from '@relink/contract';
import { type ErasurePlan, hasRoomForChanges, isRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { changesStopped, passGate } from '../../platform/policy/changes-gate.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { PrivateContacts } from '../agents/index.ts';
import { AuditLog } from '../audit/index.ts';
import { readChangesOfAgent } from '../cases/index.ts';
import { hashPlan, OpenApproval } from '../identifiers/index.ts';
import { PlanStoredErasure } from './plan-stored-erasure.ts';

const PENDING = `select 1 from erasure where account_id = $1 and state in ('waiting', 'queued', 'running')`;
const INSERT = `insert into erasure (id, account_id, plan_hash, state, requested_by, requested_at)
  values ($1, $2, $3, 'waiting', $4, $5)`;

/** An admin asks that a customer be erased: a second admin has to agree. */
@Injectable()
export class RequestErasure {
  constructor(
    private readonly plans: PlanStoredErasure,
    private readonly approvals: OpenApproval,
    private readonly policies: PolicyInForce,
    private readonly contacts: PrivateContacts,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Refusals: `changes-stopped`, `private-contact`, `erasure-pending`, `change-limit-reached`, those of the plan, and `erasure-plan-moved` where
   * the plan is not the one that was looked at. Each is recorded.
   */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    accountId: string,
    { reason, planHash }: ErasureRequest,
  ): Promise<Done | Refusal> {
    const plan = await this.plan(em, now, context, accountId, planHash);
    if (isRefusal(plan)) {
      if (plan.code !== 'not-found')
        await this.audit.record(
          em,
          { ...context, now },
          { action: 'erasure.requested', outcome: 'refused', accountId, facts: { code: plan.code } },
        );
      return plan;
    }
    const id = uuidv7();
    const requestedBy = context.principal.id;
    await runSql(em, INSERT, [id, accountId, planHash, requestedBy, now]);
    const approvalId = await this.approvals.run(em, now, {
      kind: 'erasure',
      plan,
      caseId: null,
      changeId: null,
      erasureId: id,
      requestedBy,
      requestReason: reason,
      policy: await this.policies.read(em),
    });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'erasure.requested',
        accountId,
        facts: { erasureId: id, approvalId, planHash, accountIds: plan.accountIds },
        after: { reason },
      },
    );
    return { resourceId: id, result: undefined };
  }

  private async plan(
    em: EntityManager,
    now: Date,
    { principal }: AgentContext,
    accountId: string,
    planHash: string,
  ): Promise<ErasurePlan | Refusal> {
    await passGate(em);
    const anew = await this.plans.run(em, now, accountId, { lock: true });
    if (!anew) return refuse('not-found');
    if (await changesStopped(em)) return refuse('changes-stopped');
    for (const account of anew.accounts)
      if (await this.contacts.isCarriedBy(em, principal.id, account)) return refuse('private-contact');
    if (isRefusal(anew.plan)) return anew.plan;
    if ((await runSql(em, PENDING, [accountId])).length > 0) return refuse('erasure-pending');
    const changes = await readChangesOfAgent(em, principal.id, now);
    if (!hasRoomForChanges([accountId], changes, principal.role, await this.policies.read(em)))
      return refuse('change-limit-reached');
    return hashPlan(anew.plan) === planHash ? anew.plan : refuse('erasure-plan-moved');
  }
}
