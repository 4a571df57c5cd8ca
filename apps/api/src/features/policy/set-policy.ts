import type { SetPolicyRequest } from '@relink/contract';
import {
  inForceFromProblem,
  type PolicyDraft,
  policyDifferences,
  policyProblems,
  refuse,
  type Refusal,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AuditLog } from '../audit/index.ts';

/** Writes the next version of the policy: what is in force stays as it was recorded, and every decision names its own. */
@Injectable()
export class SetPolicy {
  constructor(
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
  ) {}

  /** Refusals: `invalid-input` with errors per path, `policy-moved` when another version was written meanwhile. */
  async run(
    em: EntityManager,
    now: Date,
    context: AgentContext,
    { over, inForceFrom, reason, ...draft }: SetPolicyRequest,
  ): Promise<Done<null> | Refusal> {
    // Of two admins who write at once the second one is overtaken at the version's key, and then sees that it moved.
    const [newest] = await runSql<{ version: number }>(em, 'select max(version) as version from policy', []);
    const from = inForceFrom === undefined ? now : new Date(inForceFrom);
    const refusal = newest?.version === over ? whyNot(draft, from, now) : refuse('policy-moved');
    if (refusal) {
      const facts = { code: refusal.code, fields: Object.keys(refusal.errors ?? {}) };
      await this.audit.record(em, { ...context, now }, { action: 'policy.set', outcome: 'refused', facts });
      return refusal;
    }
    const before = await this.policy.readAnew(em);
    const version = over + 1;
    await runSql(
      em,
      `insert into policy (version, preset, numbers, rules, in_force_from, set_by, reason, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [version, draft.preset, draft.numbers, draft.rules, from, context.principal.id, reason, now],
    );
    const after = { ...draft, numbers: named(before.numbers, draft.numbers) };
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'policy.set',
        facts: {
          version,
          over: before.version,
          inForceFrom: from.toISOString(),
          reason,
          differences: policyDifferences(before, after),
        },
      },
    );
    return { resourceId: String(version), result: null };
  }
}

function whyNot(draft: PolicyDraft, from: Date, now: Date): Refusal | null {
  const errors = policyProblems(draft);
  const wrongTime = inForceFromProblem(from, now);
  if (wrongTime !== null) errors['inForceFrom'] = wrongTime;
  return Object.keys(errors).length > 0 ? { code: 'invalid-input', errors } : null;
}

/** What the draft names, over what is in force: so that the event says what changes and not what was left out. */
function named(before: PolicyDraft['numbers'], draft: PolicyDraft['numbers']): PolicyDraft['numbers'] {
  const groups = Object.entries(before).map(([group, names]) => [group, { ...names, ...draft[group] }]);
  return Object.fromEntries(groups) as PolicyDraft['numbers'];
}
