import type { DraftRequest } from '@relink/contract';
import { isRefusal, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { CaseDesk } from './case-desk.ts';

/** What the timeline leaves out: a draft is kept every few words. */
export const DRAFT_KEPT = 'case.draft-kept';

/** Keeps what an agent has begun to write about a case, until it is added or emptied. Nobody else sees it. */
@Injectable()
export class KeepDraft {
  constructor(
    private readonly desk: CaseDesk,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    caseId: string,
    { body }: DraftRequest,
  ): Promise<Done | Refusal> {
    const query = { action: 'add-note', accountId: null } as const;
    const situation = await this.desk.enter(em, now, context, caseId, query, DRAFT_KEPT);
    if (isRefusal(situation)) return situation;
    const agentId = context.principal.id;
    const empty = body.trim() === '';
    if (empty) await dropDraft(em, caseId, agentId);
    else
      await runSql(
        em,
        `insert into case_draft (case_id, agent_id, body, updated_at) values ($1, $2, $3, $4)
         on conflict (case_id, agent_id) do update set body = excluded.body, updated_at = excluded.updated_at`,
        [caseId, agentId, body, now],
      );
    await this.audit.record(
      em,
      { ...context, now },
      { action: DRAFT_KEPT, origin: 'case', caseId, facts: { empty } },
    );
    return { resourceId: caseId, result: undefined };
  }
}

/** Forgets what an agent had begun to write: it was added, or emptied. */
export async function dropDraft(executor: Executor, caseId: string, agentId: string): Promise<void> {
  await runSql(executor, 'delete from case_draft where case_id = $1 and agent_id = $2', [caseId, agentId]);
}

/** What an agent has begun to write; empty where there is nothing. */
export async function readDraft(executor: Executor, caseId: string, agentId: string): Promise<string> {
  const [row] = await runSql<{ body: string }>(
    executor,
    'select body from case_draft where case_id = $1 and agent_id = $2',
    [caseId, agentId],
  );
  return row?.body ?? '';
}
