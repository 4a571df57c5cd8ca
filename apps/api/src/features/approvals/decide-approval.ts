import { isRefusal, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { type ApprovalRecord, decide } from './approval-record.ts';
import { DecideChange } from './decide-change.ts';
import { DecideErasure } from './decide-erasure.ts';
import type { DecideKind } from './decide-kind.ts';
import { DecideMerge } from './decide-merge.ts';
import { type About, EnterApproval, type Entered } from './enter-approval.ts';

type Yes = { readonly known: ApprovalRecord; readonly reason: string | null };
type No = { readonly known: ApprovalRecord; readonly reason: string };

/** A second person decides, once: what that means depends on what they are asked. Refusals: `not-found`, and each kind's own. */
@Injectable()
export class DecideApproval {
  constructor(
    private readonly enter: EnterApproval,
    private readonly changes: DecideChange,
    private readonly merges: DecideMerge,
    private readonly erasures: DecideErasure,
    private readonly audit: AuditLog,
  ) {}

  async approve(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { id, reason }: { readonly id: string; readonly reason: string | null },
  ): Promise<Done | Refusal> {
    const known = await this.enter.find(em, id);
    if (!known) return refuse('not-found');
    return this.asItsKind(known, (kind) => this.sayYes(em, now, context, kind, { known, reason }));
  }

  async reject(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { id, reason }: { readonly id: string; readonly reason: string },
  ): Promise<Done | Refusal> {
    const known = await this.enter.find(em, id);
    if (!known) return refuse('not-found');
    return this.asItsKind(known, (kind) => this.sayNo(em, now, context, kind, { known, reason }));
  }

  private asItsKind<T>(
    { erasureId, mergeId }: ApprovalRecord,
    run: <P extends About>(kind: DecideKind<P>) => T,
  ): T {
    if (erasureId !== null) return run(this.erasures);
    return mergeId === null ? run(this.changes) : run(this.merges);
  }

  /** What was shown is carried out, if it still is what would be done. */
  private async sayYes<P extends About>(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    kind: DecideKind<P>,
    { known, reason }: Yes,
  ): Promise<Done | Refusal> {
    const decision = 'approve';
    const entered = await this.enter.run(em, now, context, { known, decision }, (...about) =>
      kind.plan(...about),
    );
    if (isRefusal(entered)) return entered;
    const { id } = known;
    const refusal = await kind.standing(em, now, entered);
    if (refusal !== null) {
      await this.enter.refused(em, now, context, entered.approval, { decision, refusal });
      await kind.fell?.(em, now, context, entered);
      return refusal;
    }
    const by = context.principal.id;
    if (!(await decide(em, now, id, { state: 'approved', by, reason }))) return refuse('approval-decided');
    await this.record(em, now, context, 'approval.approved', entered, { reason });
    await kind.carryOut(em, now, context, entered);
    return { resourceId: id, result: undefined };
  }

  /** Nothing is carried out, and everybody concerned can read why. */
  private async sayNo<P extends About>(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    kind: DecideKind<P>,
    { known, reason }: No,
  ): Promise<Done | Refusal> {
    const entered = await this.enter.run(em, now, context, { known, decision: 'reject' }, (...about) =>
      kind.plan(...about),
    );
    if (isRefusal(entered)) return entered;
    const { id } = known;
    const by = context.principal.id;
    if (!(await decide(em, now, id, { state: 'rejected', by, reason }))) return refuse('approval-decided');
    const facts = await kind.reopen?.(em, now, context, entered, reason);
    await this.record(em, now, context, 'approval.rejected', entered, { reason, facts });
    await kind.giveUp(em, now, context, entered, reason);
    return { resourceId: id, result: undefined };
  }

  private async record<P extends About>(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    action: 'approval.approved' | 'approval.rejected',
    { approval, policy }: Entered<P>,
    said: { readonly reason: string | null; readonly facts?: Readonly<Record<string, unknown>> | undefined },
  ): Promise<void> {
    const { id, kind, accountId, caseId, changeId, mergeId, undoId, erasureId, planHash } = approval;
    await this.audit.record(
      em,
      { ...context, now },
      {
        action,
        origin: 'effect-of',
        accountId,
        ...(caseId !== null && { caseId }),
        facts: {
          approvalId: id,
          kind,
          ...(changeId !== null && { changeId }),
          ...(mergeId !== null && { mergeId }),
          ...(undoId !== null && { undoId }),
          ...(erasureId !== null && { erasureId }),
          planHash,
          ...(policy !== undefined && { policyVersion: policy.version }),
          ...said.facts,
        },
        ...(said.reason !== null && { after: { reason: said.reason } }),
      },
    );
  }
}
