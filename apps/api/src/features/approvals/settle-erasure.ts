import type { ProblemCode } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuditLog } from '../audit/index.ts';
import { erasureJob } from '../erasure/index.ts';
import type { ApprovalRecord } from './approval-record.ts';

const QUEUE = {
  name: 'approval_queue_erasure',
  text: `update erasure set state = 'queued', approved_by = $2 where id = $1 and state = 'waiting' returning id`,
};
const REFUSE = {
  name: 'approval_refuse_erasure',
  text: `update erasure set state = 'refused', refusal = $2 where id = $1 and state = 'waiting' returning id`,
};

/** What a decision about an erasure does to it. */
@Injectable()
export class SettleErasure {
  constructor(
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
  ) {}

  /** It goes to the worker. */
  async queue(em: EntityManager, { erasureId }: ApprovalRecord, approvedBy: string): Promise<void> {
    const queued = await runNamed<{ id: string }>(em, QUEUE, [erasureId, approvedBy]);
    const [erasure] = queued;
    if (!erasure) throw new Error('What was found to wait a moment ago does not.');
    const { payload, options } = erasureJob(erasure.id);
    await this.jobs.add(em, 'erase_person', payload, options);
  }

  /** It is not carried out, and may be asked for anew. */
  async refuse(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { id, accountId, erasureId }: ApprovalRecord,
    code: ProblemCode,
  ): Promise<void> {
    if ((await runNamed(em, REFUSE, [erasureId, code])).length === 0) return;
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'erasure.refused',
        outcome: 'refused',
        origin: 'effect-of',
        accountId,
        facts: { approvalId: id, erasureId, code },
      },
    );
  }
}
