import { refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { AuditLog } from '../audit/index.ts';

const INSERT = `insert into duplicate_pass (id, state, started_by, created_at) values ($1, 'queued', $2, $3)
  on conflict do nothing returning id`;

/** An admin has all accounts compared. One pass at a time. */
@Injectable()
export class RequestPass {
  constructor(
    private readonly jobs: Jobs,
    private readonly audit: AuditLog,
  ) {}

  /** Refusal: `pass-running`. */
  async run(em: EntityManager, now: Date, context: AgentContext): Promise<Done | Refusal> {
    const [made] = await runSql<{ id: string }>(em, INSERT, [uuidv7(), context.principal.id, now]);
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'duplicate-pass.requested',
        outcome: made ? 'done' : 'refused',
        facts: made ? { passId: made.id } : { code: 'pass-running' },
      },
    );
    if (!made) return refuse('pass-running');
    await this.jobs.add(em, 'find_duplicates', {}, { maxAttempts: 1 });
    return { resourceId: made.id, result: undefined };
  }
}
