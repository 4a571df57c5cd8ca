import type { MergeRequest } from '@relink/contract';
import {
  isRefusal,
  type MergePlan,
  mergeNeedsApproval,
  mergeVerdict,
  planMerge,
  type Refusal,
  refusalOf,
  refuse,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { AuditLog } from '../audit/index.ts';
import { awaitApproval, CaseDesk, type CaseSituation } from '../cases/index.ts';
import { hashPlan, keepPlan, OpenApproval } from '../identifiers/index.ts';
import { mergeHoldFacts } from './merge-hold-facts.ts';
import { mergeJob } from './merge-job.ts';
import { ReadMergeAccount } from './read-merge-account.ts';

const INSERT = {
  name: 'merge_insert',
  text: `insert into merge (id, realm, survivor_id, other_id, case_id, plan_hash, choices, policy_version, state, reason,
           requested_by, requested_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
};

/** An agent asks that two accounts of the case become one: the worker does it at once, or once a second person agrees. */
@Injectable()
export class RequestMerge {
  constructor(
    private readonly desk: CaseDesk,
    private readonly reader: ReadMergeAccount,
    private readonly approvals: OpenApproval,
    private readonly keys: CustomerKeys,
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Refusals: those of the rules of the case, `merge-blocked` with `details.blockers`, `merge-choice-unknown`, and
   * `merge-plan-moved` where the plan is not the one that was looked at. Each is recorded.
   */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    request: MergeRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'merge', accountId: null } as const;
    const ids = [request.survivorId, request.otherId];
    const situation = await this.desk.enter(em, now, context, caseId, query);
    if (isRefusal(situation)) return situation;
    const plan = refusalOf(mergeVerdict(situation, ids)) ?? (await this.plan(em, situation, request));
    if (isRefusal(plan)) {
      await this.desk.refused(em, now, context, caseId, query, plan);
      return plan;
    }
    const needsApproval = mergeNeedsApproval(situation, ids, await mergeHoldFacts(em, caseId, ids));
    const mergeId = uuidv7();
    const planHash = await keepPlan(em, now, this.keys, plan);
    const { realm, policy } = situation;
    await runNamed(em, INSERT, [
      mergeId,
      realm,
      request.survivorId,
      request.otherId,
      caseId,
      planHash,
      JSON.stringify(request.choices ?? {}),
      policy.version,
      needsApproval ? 'waiting' : 'queued',
      request.reason ?? '',
      context.principal.id,
      now,
    ]);
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'merge.requested',
        origin: 'case',
        caseId,
        accountId: request.survivorId,
        facts: { mergeId, otherId: request.otherId, planHash, needsApproval, policyVersion: policy.version },
        ...(request.reason !== undefined && { after: { reason: request.reason } }),
      },
    );
    if (needsApproval) await this.ask(em, now, context, { caseId, mergeId, plan, situation });
    else {
      const { payload, options } = mergeJob(mergeId);
      await this.jobs.add(em, 'execute_merge', payload, options);
    }
    return { resourceId: mergeId, result: undefined };
  }

  private async plan(
    em: EntityManager,
    { now, policy }: CaseSituation,
    { survivorId, otherId, choices = {}, planHash }: MergeRequest,
  ): Promise<MergePlan | Refusal> {
    // The accounts of the case are locked.
    const accounts = await this.reader.facts(em, [survivorId, otherId], now);
    const survivor = accounts.find(({ id }) => id === survivorId);
    const other = accounts.find(({ id }) => id === otherId);
    if (!survivor || !other) return refuse('account-not-in-case');
    const planned = planMerge(survivor, other, choices, policy, now);
    if (isRefusal(planned)) return planned;
    if (!planned.ok) return refuse('merge-blocked', { blockers: planned.blockers });
    return hashPlan(planned.plan) === planHash ? planned.plan : refuse('merge-plan-moved');
  }

  private async ask(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    asked: {
      readonly caseId: string;
      readonly mergeId: string;
      readonly plan: MergePlan;
      readonly situation: CaseSituation;
    },
  ): Promise<void> {
    const { caseId, mergeId, plan, situation } = asked;
    await this.approvals.run(em, now, {
      kind: 'merge',
      plan,
      caseId,
      changeId: null,
      mergeId,
      requestedBy: context.principal.id,
      policy: situation.policy,
    });
    await awaitApproval(em, now, caseId);
  }
}
