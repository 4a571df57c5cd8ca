import { refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { ApproveChange } from './approve-change.ts';
import { ApproveErasure } from './approve-erasure.ts';
import { ApproveMerge } from './approve-merge.ts';
import { EnterApproval } from './enter-approval.ts';
import { RejectChange } from './reject-change.ts';
import { RejectErasure } from './reject-erasure.ts';
import { RejectMerge } from './reject-merge.ts';

/** A second person decides: what that means depends on what they are asked. Refusals: `not-found`, and each one's own. */
@Injectable()
export class DecideApproval {
  constructor(
    private readonly enter: EnterApproval,
    private readonly approveChange: ApproveChange,
    private readonly approveMerge: ApproveMerge,
    private readonly approveErasure: ApproveErasure,
    private readonly rejectChange: RejectChange,
    private readonly rejectMerge: RejectMerge,
    private readonly rejectErasure: RejectErasure,
  ) {}

  async approve(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { id, reason }: { readonly id: string; readonly reason: string | null },
  ): Promise<Done | Refusal> {
    const known = await this.enter.find(em, id);
    if (!known) return refuse('not-found');
    if (known.erasureId !== null) return this.approveErasure.run(em, now, context, known, reason);
    const approve = known.mergeId === null ? this.approveChange : this.approveMerge;
    return approve.run(em, now, context, known, reason);
  }

  async reject(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { id, reason }: { readonly id: string; readonly reason: string },
  ): Promise<Done | Refusal> {
    const known = await this.enter.find(em, id);
    if (!known) return refuse('not-found');
    if (known.erasureId !== null) return this.rejectErasure.run(em, now, context, known, reason);
    const reject = known.mergeId === null ? this.rejectChange : this.rejectMerge;
    return reject.run(em, now, context, known, reason);
  }
}
