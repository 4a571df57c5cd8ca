import { mayNotPlaceHold, refuse, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { raiseSecurityVersion } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { readHoldStanding } from './read-hold-standing.ts';

const INSERT = `insert into legal_hold (id, account_id, reason, placed_by, placed_at) values ($1, $2, $3, $4, $5)`;

/** Holds an account for a court or an authority: it is neither erased nor merged until the hold is lifted. */
@Injectable()
export class PlaceLegalHold {
  constructor(private readonly audit: AuditLog) {}

  /**
   * Also while changes are stopped: it stops one. Refusals: `not-found`, `account-erased`, `account-merged-away`,
   * `legal-hold-placed`; each but the first is recorded.
   */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    accountId: string,
    reason: string,
  ): Promise<Done | Refusal> {
    const standing = await readHoldStanding(em, accountId);
    if (!standing) return refuse('not-found');
    const refusal = mayNotPlaceHold(standing);
    const entry = { action: 'account.legal-hold-placed', accountId } as const;
    if (refusal) {
      const facts = { code: refusal.code };
      await this.audit.record(em, { ...context, now }, { ...entry, outcome: 'refused', facts });
      return refusal;
    }
    const id = uuidv7();
    await runSql(em, INSERT, [id, accountId, reason, context.principal.id, now]);
    // Voids what was planned: an erasure or a merge that was approved a moment ago.
    await raiseSecurityVersion(em, now, accountId);
    await this.audit.record(em, { ...context, now }, { ...entry, facts: { holdId: id }, after: { reason } });
    return { resourceId: accountId, result: undefined };
  }
}
