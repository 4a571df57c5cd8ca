import type { ProblemCode } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';
import { approvalDecided } from '../cases/index.ts';
import { mergeJob, undoJob } from '../merges/index.ts';
import type { ApprovalRecord } from './approval-record.ts';

const QUEUE_MERGE = {
  name: 'approval_queue_merge',
  text: `update merge set state = 'queued', approved_by = $2 where id = $1 and state = 'waiting' returning id`,
};
const QUEUE_UNDO = {
  name: 'approval_queue_undo',
  text: `update merge_undo set state = 'queued', approved_by = $2 where id = $1 and state = 'waiting' returning id`,
};
const REFUSE_MERGE = {
  name: 'approval_refuse_merge',
  text: `update merge set state = 'refused', refusal = $2 where id = $1 and state = 'waiting' returning id`,
};
const REFUSE_UNDO = {
  name: 'approval_refuse_undo',
  text: `update merge_undo set state = 'refused', refusal = $2 where id = $1 and state = 'waiting' returning id`,
};

/** What a decision about a merge, or about its undoing, does to it and to its case. */
@Injectable()
export class SettleMerge {
  constructor(
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
  ) {}

  /** It goes to the worker, and its case is its agent's again. */
  async queue(em: EntityManager, now: Date, approval: ApprovalRecord, approvedBy: string): Promise<void> {
    const { mergeId, undoId, caseId } = approval;
    const queued =
      undoId === null
        ? await runNamed(em, QUEUE_MERGE, [mergeId, approvedBy])
        : await runNamed(em, QUEUE_UNDO, [undoId, approvedBy]);
    if (queued.length === 0) throw new Error('What was found to wait a moment ago does not.');
    if (undoId !== null) {
      const { payload, options } = undoJob(undoId);
      await this.jobs.add(em, 'execute_undo', payload, options);
    } else if (mergeId !== null) {
      const { payload, options } = mergeJob(mergeId);
      await this.jobs.add(em, 'execute_merge', payload, options);
    }
    if (caseId !== null) await approvalDecided(em, now, caseId);
  }

  /** It is not carried out: its agent sees why, and may ask for one anew. */
  async refuse(
    em: EntityManager,
    now: Date,
    context: AgentContext | SystemContext,
    approval: ApprovalRecord,
    code: ProblemCode,
  ): Promise<void> {
    const { id, accountId, mergeId, undoId, caseId } = approval;
    const refused =
      undoId === null
        ? await runNamed(em, REFUSE_MERGE, [mergeId, code])
        : await runNamed(em, REFUSE_UNDO, [undoId, code]);
    if (caseId !== null) await approvalDecided(em, now, caseId);
    if (refused.length === 0) return;
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: undoId === null ? 'merge.refused' : 'merge.undo-refused',
        outcome: 'refused',
        origin: 'effect-of',
        accountId,
        ...(caseId !== null && { caseId }),
        facts: { approvalId: id, mergeId, ...(undoId !== null && { undoId }), code },
      },
    );
  }
}
