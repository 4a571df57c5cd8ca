import {
  type AgentRole,
  NUMBERS,
  type RecoveryActor,
  refuse,
  type Refusal,
  whyNotAskRecovery,
  whyNotDecideRecovery,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../../platform/database/named-statement.ts';
import { endAgentSessionsOf } from '../../platform/guard/end-agent-sessions.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { FactorRecoveries } from './factor-recoveries.ts';
import { letInLately } from './let-in-lately.ts';
import { RecoveryAlarm } from './recovery-alarm.ts';
import { RecoveryCodes } from './recovery-codes.ts';

type Decision = 'approved' | 'rejected';

/** Lets an agent who lost their second factor enrol anew: an admin asks, another says yes, and the lost one is gone. They enrol by a code of which each of the two has a half. */
@Injectable()
export class RecoverFactors {
  constructor(
    private readonly recoveries: FactorRecoveries,
    private readonly alarm: RecoveryAlarm,
    private readonly codes: RecoveryCodes,
    private readonly audit: AuditLog,
  ) {}

  async ask(
    em: EntityManager,
    context: AgentContext,
    agentId: string,
    reason: string,
  ): Promise<Done<null> | Refusal> {
    const { principal: actor, now } = context;
    const agent = await this.recoveries.lockAgent(em, now, agentId);
    if (!agent) return refuse('not-found');
    const asks = await lockActor(em, actor.id);
    const refused = asks ? whyNotAskRecovery(asks, agent) : refuse('not-permitted');
    await this.record(em, context, 'requested', { agentId, reason }, refused);
    if (refused) return refused;
    const id = uuidv7();
    await runSql(
      em,
      `insert into factor_recovery (id, agent_id, requested_by, requested_at, reason, expires_at, state)
       values ($1, $2, $3, $4, $5, $6, 'waiting')`,
      [
        id,
        agentId,
        actor.id,
        now,
        reason,
        new Date(now.getTime() + NUMBERS.factor.recoveryHours * 3_600_000),
      ],
    );
    await this.alarm.waits(em, now, { id, agentId });
    return { resourceId: id, result: null };
  }

  async decide(
    em: EntityManager,
    context: AgentContext,
    id: string,
    decision: Decision,
  ): Promise<Done<null> | Refusal> {
    const { principal: actor, now } = context;
    const recovery = await this.recoveries.lock(em, id);
    if (!recovery) return refuse('not-found');
    const yes = decision === 'approved';
    const decides = await lockActor(em, actor.id);
    const letIn = (await letInLately(em, now, actor.id)).has(recovery.requestedBy);
    const refused = decides
      ? whyNotDecideRecovery(now, decides, recovery, { yes, letIn })
      : refuse('not-permitted');
    const { agentId } = recovery;
    if (refused) {
      await this.record(em, context, decision, { agentId }, refused);
      return refused;
    }
    await runSql(
      em,
      `update factor_recovery set state = $2, decided_by = $3, decided_at = $4, approved_by = $5 where id = $1`,
      [id, decision, actor.id, now, yes ? actor.id : null],
    );
    await this.alarm.over(em, now, id, actor.id);
    const facts = { agentId, recoveryId: id, ...(yes && (await this.removeAll(em, agentId, id))) };
    await this.record(em, context, decision, facts, undefined);
    return { resourceId: id, result: null };
  }

  private async removeAll(em: EntityManager, agentId: string, recoveryId: string) {
    await runSql(em, 'select from agent where id = $1 for no key update', [agentId]);
    const removed = await runSql(em, 'delete from agent_factor where agent_id = $1 returning id', [agentId]);
    // Whoever knows the password, or set it, must not be the first to enrol.
    await this.codes.begin(em, agentId, recoveryId);
    return { factorsRemoved: removed.length, sessionsEnded: await endAgentSessionsOf(em, agentId) };
  }

  private async record(
    em: EntityManager,
    context: AgentContext,
    what: Decision | 'requested',
    facts: Readonly<Record<string, string | number>>,
    refused: Refusal | undefined,
  ): Promise<void> {
    await this.audit.record(em, context, {
      action: `factor-recovery.${what}`,
      ...(refused && { outcome: 'refused' as const }),
      facts: refused ? { ...facts, code: refused.code } : facts,
    });
  }
}

/** The guard looked before the lock was there: whose role was taken away a moment ago decides nothing. */
async function lockActor(em: EntityManager, id: string): Promise<RecoveryActor | undefined> {
  const [actor] = await runSql<{ id: string; role: AgentRole }>(
    em,
    'select id, role from agent where id = $1 and disabled_at is null for share',
    [id],
  );
  return actor;
}
