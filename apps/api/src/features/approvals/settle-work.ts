import type { AuditAction, ProblemCode } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type NamedStatement, runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuditLog, type SystemContext } from '../audit/index.ts';
import { approvalDecided } from '../cases/index.ts';
import { erasureJob } from '../erasure/index.ts';
import { mergeJob, undoJob } from '../merges/index.ts';
import type { ApprovalRecord } from './approval-record.ts';

type Endings = {
  readonly queue: NamedStatement;
  readonly refuse: NamedStatement;
  readonly refused: AuditAction;
};

const MERGE = endingsOf('merge', 'merge.refused');
const UNDO = endingsOf('merge_undo', 'merge.undo-refused');
const ERASURE = endingsOf('erasure', 'erasure.refused');

/** Work that waits for an approval, and how it is put before the worker. */
type Work = Endings & {
  readonly id: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly addJob: (em: EntityManager) => Promise<void>;
};

/** What a decision does to work that the worker carries out (a merge, its undoing, an erasure), and to its case. */
@Injectable()
export class SettleWork {
  constructor(
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
  ) {}

  /** It goes to the worker, and its case is its agent's again. */
  async queue(em: EntityManager, now: Date, approval: ApprovalRecord, approvedBy: string): Promise<void> {
    const { id, queue, addJob } = this.workOf(approval);
    if ((await runNamed(em, queue, [id, approvedBy])).length === 0)
      throw new Error('What was found to wait a moment ago does not.');
    await addJob(em);
    if (approval.caseId !== null) await approvalDecided(em, now, approval.caseId);
  }

  /** It is not carried out: who asked sees why, and may ask for it anew. */
  async refuse(
    em: EntityManager,
    now: Date,
    context: AgentContext | SystemContext,
    approval: ApprovalRecord,
    code: ProblemCode,
  ): Promise<void> {
    const { accountId, caseId } = approval;
    const { id, refuse, refused, facts } = this.workOf(approval);
    const settled = (await runNamed(em, refuse, [id, code])).length > 0;
    if (caseId !== null) await approvalDecided(em, now, caseId);
    if (!settled) return;
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: refused,
        outcome: 'refused',
        origin: 'effect-of',
        accountId,
        ...(caseId !== null && { caseId }),
        facts: { approvalId: approval.id, ...facts, code },
      },
    );
  }

  private workOf({ mergeId, undoId, erasureId }: ApprovalRecord): Work {
    if (erasureId !== null) {
      const { payload, options } = erasureJob(erasureId);
      const addJob = (em: EntityManager) => this.jobs.add(em, 'erase_person', payload, options);
      return { ...ERASURE, id: erasureId, facts: { erasureId }, addJob };
    }
    if (undoId !== null) {
      const { payload, options } = undoJob(undoId);
      const addJob = (em: EntityManager) => this.jobs.add(em, 'execute_undo', payload, options);
      return { ...UNDO, id: undoId, facts: { mergeId, undoId }, addJob };
    }
    if (mergeId === null)
      throw new Error('Only a merge, its undoing and an erasure are carried out by the worker.');
    const { payload, options } = mergeJob(mergeId);
    const addJob = (em: EntityManager) => this.jobs.add(em, 'execute_merge', payload, options);
    return { ...MERGE, id: mergeId, facts: { mergeId }, addJob };
  }
}

function endingsOf(table: 'merge' | 'merge_undo' | 'erasure', refused: AuditAction): Endings {
  const where = `where id = $1 and state = 'waiting' returning id`;
  return {
    queue: {
      name: `approval_queue_${table}`,
      text: `update ${table} set state = 'queued', approved_by = $2 ${where}`,
    },
    refuse: {
      name: `approval_refuse_${table}`,
      text: `update ${table} set state = 'refused', refusal = $2 ${where}`,
    },
    refused,
  };
}
