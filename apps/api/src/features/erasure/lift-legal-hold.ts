import { mayNotLiftHold, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { changesStopped, passGate } from '../../platform/policy/changes-gate.ts';
import { raiseSecurityVersion } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { readHoldStanding } from './read-hold-standing.ts';

const LIFT = `update legal_hold set lifted_at = $2, lifted_by = $3, lift_reason = $4 where id = $1`;

/** Ends a legal hold of the desk's own; one that the shop's files brought ends with them. */
@Injectable()
export class LiftLegalHold {
  constructor(private readonly audit: AuditLog) {}

  /** Refusals: `not-found`, `changes-stopped`, `legal-hold-not-placed`; the latter two are recorded. */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    accountId: string,
    reason: string,
  ): Promise<Done | Refusal> {
    await passGate(em);
    const standing = await readHoldStanding(em, accountId);
    if (!standing) return refuse('not-found');
    const refusal = (await changesStopped(em)) ? refuse('changes-stopped') : mayNotLiftHold(standing);
    const entry = { action: 'account.legal-hold-lifted', accountId } as const;
    if (refusal) {
      const facts = { code: refusal.code };
      await this.audit.record(em, { ...context, now }, { ...entry, outcome: 'refused', facts });
      return refusal;
    }
    const { holdId } = standing;
    await runSql(em, LIFT, [holdId, now, context.principal.id, reason]);
    await raiseSecurityVersion(em, now, accountId);
    await this.audit.record(em, { ...context, now }, { ...entry, facts: { holdId }, after: { reason } });
    return { resourceId: accountId, result: undefined };
  }
}
